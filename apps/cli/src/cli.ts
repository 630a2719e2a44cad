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

try {
  await program.parseAsync();
} catch (error) {
  const foreseen = error instanceof CliError || error instanceof SettingsError;
  process.stderr.write(`${foreseen ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
}
