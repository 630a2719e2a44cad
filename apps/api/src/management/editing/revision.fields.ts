import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RevisionRow } from '#editing';
import type { PersonRow } from '#identity';
import type { ImportRecordRow } from '#importing';
import type { ManagementContext } from '../context.js';

@Resolver('Revision')
export class RevisionFields {
  @ResolveField('createdBy')
  createdBy(@Parent() revision: RevisionRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(revision.createdById);
  }
}

@Resolver('ImportRecord')
export class ImportRecordFields {
  @ResolveField('importedBy')
  importedBy(@Parent() record: ImportRecordRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(record.importedById);
  }
}
