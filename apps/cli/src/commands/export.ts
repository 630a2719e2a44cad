import type { CliCommand } from '../command.js';

/** `carepress export FILE.zip`: everything the installation has made, in one file. */
export const exportCommand: CliCommand = (program) => {
  program
    .command('export <file>')
    .description('write everything into one zip: articles, history, media, terms, names of staff')
    .option('--with-emails', 'also the addresses of staff, so that they can sign in again')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: { withEmails?: boolean; json?: boolean }) => {
      const { runExport } = await import('../transfer/run-transfer.js');
      process.exitCode = await runExport(file, options);
    });
};
