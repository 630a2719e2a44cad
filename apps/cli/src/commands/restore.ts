import type { CliCommand } from '../command.js';

/** `carepress restore FILE.zip`: brings an export back into an empty database. */
export const restoreCommand: CliCommand = (program) => {
  program
    .command('restore <file>')
    .description('bring an export back into an empty database, all of it or nothing')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: { json?: boolean }) => {
      const { runRestore } = await import('../transfer/run-transfer.js');
      process.exitCode = await runRestore(file, options);
    });
};
