import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { projectPath, SettingsError } from '#platform';
import { CliError } from './command.js';
import { commands } from './commands/index.js';

const { version } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string };
const program = new Command('carepress')
  .description('The content backend of physical-therapy clinics.')
  .version(version)
  .showHelpAfterError();
for (const add of commands) add(program);

// Whoever reads the output may stop early, as `head` does: that is no fault of anybody.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  const foreseen = error instanceof CliError || error instanceof SettingsError;
  process.stderr.write(`${foreseen ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
}
