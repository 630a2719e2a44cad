import { type CliCommand, CliError } from '../command.js';

interface Options {
  readonly json?: boolean;
  readonly locale: string;
  readonly failOn?: string;
}

const SEVERITIES = ['block', 'fix', 'note'] as const;

/** `carepress check FILES|ARTICLE`: what the checks find in texts or in a stored article. Files need no database. */
export const checkCommand: CliCommand = (program) => {
  program
    .command('check <files...>')
    .description(
      'print what the checks find in files that can be imported, folders and patterns, or in an article by its id',
    )
    .option('--json', 'print the whole report as JSON: one object, or an array for several texts')
    .option('--locale <tag>', 'language of texts that do not say theirs, for instance en or es-US', 'en')
    .option(
      '--fail-on <severity>',
      'exit with 2 when a finding of this severity or a graver one is open: block, fix or note',
    )
    .addHelpText('after', '\nExit codes: 0 checked, 1 something could not be read, 2 a finding that --fail-on names.')
    .action(async (files: string[], { json, locale, failOn }: Options) => {
      const { isId } = await import('#kernel');
      const options = { ...(json ? { json } : {}), ...severityOf(failOn) };
      const [only] = files;
      if (files.length === 1 && isId(only)) {
        const { checkArticle } = await import('../check/check-article.js');
        process.exitCode = await checkArticle(only!, options);
        return;
      }
      if (!/^[a-z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$/.test(locale))
        throw new CliError(`"${locale}" is no language tag. Give one such as en, es or es-US.`);
      const { checkFiles } = await import('../check/check-files.js');
      process.exitCode = await checkFiles(files, { ...options, locale });
    });
};

function severityOf(failOn: string | undefined) {
  if (failOn === undefined) return {};
  const severity = SEVERITIES.find((one) => one === failOn);
  if (!severity) throw new CliError(`"${failOn}" is no severity. Give --fail-on block, fix or note.`);
  return { failOn: severity };
}
