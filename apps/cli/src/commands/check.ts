import type { CliCommand } from '../command.js';

/** `carepress check FILES|ARTICLE`: what the checks find in texts or in a stored article. Files need no database. */
export const checkCommand: CliCommand = (program) => {
  program
    .command('check <files...>')
    .description('print what the checks find in text files, or in an article by its id')
    .option('--json', 'print the whole report as JSON: one object, or an array for several files')
    .action(async (files: string[], options: { json?: boolean }) => {
      const { isId } = await import('#kernel');
      const [only] = files;
      if (files.length === 1 && isId(only)) {
        const { checkArticle } = await import('../import/check-article.js');
        process.exitCode = (await checkArticle(only!, options)) ? 0 : 1;
        return;
      }
      const { checkFiles } = await import('../import/check-file.js');
      process.exitCode = (await checkFiles(files, options)) ? 0 : 1;
    });
};
