import type { CliCommand } from '../command.js';

/** `carepress check FILE`: what an editor should look at in a text, and how hard it is to read. Needs no database. */
export const checkCommand: CliCommand = (program) => {
  program
    .command('check <file>')
    .description('print the findings and the readability of a text file')
    .option('--json', 'print the whole report as one JSON object')
    .action(async (file: string, options: { json?: boolean }) => {
      const { checkFile } = await import('../import/check-file.js');
      process.exitCode = (await checkFile(file, options)) ? 0 : 1;
    });
};
