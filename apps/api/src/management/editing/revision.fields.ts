import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { contentOf, type RevisionRow } from '#editing';
import type { PersonRow } from '#identity';
import type { ImportRecordRow } from '#importing';
import { type CheckReport, runChecks } from '#quality';
import type { ManagementContext } from '../context.js';

const reports = new WeakMap<RevisionRow, CheckReport>();

/** The checks of one revision, run once a request however many fields ask. */
function reportOf(revision: RevisionRow): CheckReport {
  const known = reports.get(revision) ?? runChecks(contentOf(revision), {});
  reports.set(revision, known);
  return known;
}

@Resolver('Revision')
export class RevisionFields {
  @ResolveField('createdBy')
  createdBy(@Parent() revision: RevisionRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(revision.createdById);
  }

  @ResolveField('findings')
  findings(@Parent() revision: RevisionRow): CheckReport['findings'] {
    return reportOf(revision).findings;
  }

  @ResolveField('readability')
  readability(@Parent() revision: RevisionRow): CheckReport['readability'] {
    return reportOf(revision).readability;
  }
}

@Resolver('ImportRecord')
export class ImportRecordFields {
  @ResolveField('importedBy')
  importedBy(@Parent() record: ImportRecordRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(record.importedById);
  }
}
