import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { People, Policy, Sites } from '#identity';
import { type Imported, ImportSource, type PartOutcome } from '#importing';
import type { Refusal } from '#kernel';
import type { StaffActor } from '#platform';
import { CliError } from '../command.js';
import type { CompleteSettings } from './database-at-hand.js';
import { OperatorModule } from './operator.module.js';
import { type Passed, partsOf } from './other-sources.js';

/** What an import needs to know beside the files. */
export interface ImportTerms {
  /** The site's slug. */
  readonly site: string;
  readonly topic: string;
  /** E-mail address of the member of staff who becomes the author. */
  readonly as: string;
  readonly locale: string;
}

/** What became of one file, or of one article in it. */
export interface FileOutcome {
  readonly name: string;
  readonly outcome: Imported | Refusal | { readonly leftOut: string };
}

/** What an import tells of while it goes on. */
export interface ImportWatch {
  /** Stops between two groups of articles. */
  readonly signal: AbortSignal;
  readonly passed: Passed;
  /** Called for each group once its articles are committed. */
  told(files: readonly FileOutcome[]): void;
}

/**
 * Imports files, some articles in a transaction, and tells of them as soon as they are committed. The next articles are
 * read while the last ones are written.
 *
 * @throws CliError when the site, the person, their role, the topic or the locale stands against all of them
 */
export async function importFiles(
  settings: CompleteSettings,
  terms: ImportTerms,
  paths: readonly string[],
  { signal, passed, told }: ImportWatch,
): Promise<void> {
  const app = await NestFactory.createApplicationContext(OperatorModule.for(settings), {
    logger: false,
    abortOnError: false,
  });
  try {
    const { actor, siteId } = await permitted(app, terms);
    const source = app.get(ImportSource, { strict: false });
    const refused = await source.runParts(actor, { siteId, ...terms }, partsOf(paths, passed, signal), {
      signal,
      told: (parts) => told(parts.map(outcomeOf)),
    });
    if (refused) throw new CliError(refused.message);
  } finally {
    await app.close();
  }
}

function outcomeOf(part: PartOutcome): FileOutcome {
  const { name } = part;
  if ('imported' in part) return { name, outcome: part.imported };
  if ('leftOut' in part) return { name, outcome: { leftOut: part.leftOut } };
  // A wrong locale stands against every text; nothing was written yet.
  if (concernsEveryFile(part.refusal)) throw new CliError(part.refusal.message);
  return { name, outcome: part.refusal };
}

async function permitted(
  app: INestApplicationContext,
  { site: slug, as: email }: ImportTerms,
): Promise<{ actor: StaffActor; siteId: string }> {
  const site = await app.get(Sites, { strict: false }).bySlug(slug);
  if (!site) throw new CliError(`There is no site "${slug}". Give the site's slug, as it stands in its address.`);
  const actor = await app.get(People, { strict: false }).actorByEmail(email);
  if (!actor) throw new CliError(`Nobody signs in as ${email}. Give the e-mail address of a member of staff.`);
  const refused = app.get(Policy, { strict: false }).mayAt(actor, 'article.import', site.id);
  if (refused) throw new CliError(`${actor.name} may not import at "${slug}". ${refused.message}`);
  return { actor, siteId: site.id };
}

/** The topic and the locale are asked before anything is written, so a wrong one has imported nothing yet. */
function concernsEveryFile(refusal: Refusal): boolean {
  return refusal.code === 'INVALID_INPUT' || ('path' in refusal && refusal.path === 'locale');
}
