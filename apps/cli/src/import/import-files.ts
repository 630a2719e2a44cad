import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { People, Policy, Sites } from '#identity';
import { ImportArticle, type Imported, ImportSource } from '#importing';
import { isRefusal, type Refusal } from '#kernel';
import type { StaffActor } from '#platform';
import { CliError } from '../command.js';
import type { CompleteSettings } from './database-at-hand.js';
import { OperatorModule } from './operator.module.js';
import { isPlainText, sourceAt } from './other-sources.js';
import { notReadable, readTextFile } from './read-text-files.js';

/** What an import needs to know beside the files. */
export interface ImportTerms {
  /** The site's slug. */
  readonly site: string;
  readonly topic: string;
  /** E-mail address of the member of staff who becomes the author. */
  readonly as: string;
  readonly locale: string;
}

/** What became of one file. */
export interface FileOutcome {
  readonly name: string;
  readonly outcome: Imported | Refusal;
}

/**
 * Imports file after file, each in a transaction of its own, and tells of each as soon as it is settled. Stops between
 * two files when `signal` says so.
 *
 * @throws CliError when the site, the person, their role, the topic or the locale stands against all of them
 */
export async function importFiles(
  settings: CompleteSettings,
  terms: ImportTerms,
  paths: readonly string[],
  { signal, told }: { signal: AbortSignal; told: (file: FileOutcome) => void },
): Promise<void> {
  const app = await NestFactory.createApplicationContext(OperatorModule.for(settings), {
    logger: false,
    abortOnError: false,
  });
  try {
    const { actor, siteId } = await permitted(app, terms);
    for (const path of paths) {
      if (signal.aborted) return;
      const place = { siteId, ...terms };
      if (isPlainText(path)) told(await importFile(app.get(ImportArticle, { strict: false }), actor, place, path));
      else await importSource(app.get(ImportSource, { strict: false }), actor, place, path, { signal, told });
    }
  } finally {
    await app.close();
  }
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

async function importFile(
  importArticle: ImportArticle,
  actor: StaffActor,
  { siteId, locale, topic }: ImportTerms & { siteId: string },
  path: string,
): Promise<FileOutcome> {
  const { name, content } = await readTextFile(path);
  if (isRefusal(content)) return { name, outcome: content };
  const input = { siteId, locale, topic, fileName: name, bytes: content.bytes };
  const outcome = await importArticle.run(actor, input);
  if (isRefusal(outcome) && concernsEveryFile(outcome)) throw new CliError(outcome.message);
  return { name, outcome };
}

/** Imports everything in one file, telling of each article as its group is settled. */
async function importSource(
  source: ImportSource,
  actor: StaffActor,
  place: ImportTerms & { siteId: string },
  path: string,
  { signal, told }: { signal: AbortSignal; told: (file: FileOutcome) => void },
): Promise<void> {
  const file = await sourceAt(path).catch((error) => notReadable(path, error));
  if (isRefusal(file)) {
    told({ name: path, outcome: file });
    return;
  }
  const refused = await source.run(actor, place, file, {
    signal,
    told: (parts) => {
      for (const part of parts) {
        if ('refusal' in part && concernsEveryFile(part.refusal)) throw new CliError(part.refusal.message);
        if ('imported' in part) told({ name: part.name, outcome: part.imported });
        else if ('refusal' in part) told({ name: part.name, outcome: part.refusal });
      }
    },
  });
  if (refused) throw new CliError(refused.message);
}

/** The topic and the locale are asked before anything is written, so a wrong one has imported nothing yet. */
function concernsEveryFile(refusal: Refusal): boolean {
  return refusal.code === 'INVALID_INPUT' || ('path' in refusal && refusal.path === 'locale');
}
