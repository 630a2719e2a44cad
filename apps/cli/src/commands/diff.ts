import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RevisionRow } from '#editing';
import { Database, readSettings, type Settings } from '#platform';
import { type CliCommand, CliError } from '../command.js';

/** `carepress diff FROM TO`: what changed from one revision of an article to another, as text. */
export const diffCommand: CliCommand = (program) => {
  program
    .command('diff <from> <to>')
    .description('print what changed from one revision of an article to another (revision ids)')
    .action(async (from: string, to: string) => {
      process.stdout.write(`${await diffOf(await databaseUrl(readSettings()), from, to)}\n`);
    });
};

async function diffOf(url: string, from: string, to: string): Promise<string> {
  // Not at the top: the rooms take a second to load, and every other command would wait for them.
  const [{ renderDiffText }, { contentOf }] = await Promise.all([import('#document'), import('#editing')]);
  const [before, after] = await revisions(url, [from, to]);
  if (!before) throw notFound(from);
  if (!after) throw notFound(to);
  if (before.articleId !== after.articleId) {
    throw new CliError('These are revisions of two articles. Give two revisions of one article.');
  }
  return renderDiffText(contentOf(before), contentOf(after));
}

async function revisions(url: string, ids: readonly string[]): Promise<(RevisionRow | null)[]> {
  const [{ revisionById }, { isId }] = await Promise.all([import('#editing'), import('#kernel')]);
  const database = new Database({ url, poolSize: 2, applicationName: 'carepress diff' });
  try {
    return await Promise.all(ids.map((id) => (isId(id) ? revisionById(database.client, id) : null)));
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    throw new CliError(`The database could not be read: ${why}. Start it with carepress up, or set DATABASE_URL.`);
  } finally {
    await database.close();
  }
}

function notFound(id: string): CliError {
  return new CliError(`There is no revision ${id}. Copy the id from the history of the article.`);
}

/** The server of DATABASE_URL, or the embedded one that `carepress up` runs on this data folder. */
async function databaseUrl({ databaseUrl: given, dataDir }: Settings): Promise<string> {
  if (given) return given;
  const file = join(dataDir, 'postgres.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliError(`There is no database in ${dataDir}. Run carepress up first, or set DATABASE_URL.`);
  });
  const { port, password } = JSON.parse(text) as { port: number; password: string };
  return `postgresql://carepress:${password}@127.0.0.1:${port}/carepress`;
}
