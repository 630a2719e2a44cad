import { type CliCommand, CliError } from '../command.js';

interface Options {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly site?: string;
  readonly topic?: string;
  readonly as?: string;
  readonly locale: string;
}

/** `carepress import PATH...`: files become articles, or with `--dry-run` only a report of what is in them. */
export const importCommand: CliCommand = (program) => {
  program
    .command('import <paths...>')
    .description('import files, folders, patterns or archives as unapproved articles, or look what is in them')
    .option('--dry-run', 'only report what is in the files; needs no database')
    .option('--json', 'print one JSON array with an object an article')
    .option('--site <slug>', 'the site the articles belong to')
    .option('--topic <topic>', 'topic of the articles')
    .option('--as <email>', 'the member of staff who becomes the author')
    .option('--locale <tag>', 'language of the texts', 'en')
    .action(async (files: string[], options: Options) => {
      process.exitCode = options.dryRun ? await look(files, options) : await bring(files, options);
    });
};

// The rooms load only when the command runs: every other command waits for this file too.

async function look(files: string[], options: Options): Promise<number> {
  const { dryRun } = await import('../import/dry-run.js');
  return (await dryRun(files, options)) ? 0 : 1;
}

async function bring(files: string[], { json, site, topic, as, locale }: Options): Promise<number> {
  if (!site || !topic || !as) {
    const missing = Object.entries({ '--site': site, '--topic': topic, '--as': as }).filter(([, value]) => !value);
    const names = missing.map(([name]) => name).join(', ');
    throw new CliError(`An import needs ${names} too. To look at the files first, add --dry-run.`);
  }
  const { runImport } = await import('../import/run-import.js');
  return runImport(files, { site, topic, as, locale }, { json });
}
