import type { CliCommand } from '../command.js';
import { demoCommand } from './demo.js';
import { migrateCommand } from './migrate.js';
import { upCommand } from './up.js';

/** Every command, in the order of the help. */
export const commands: readonly CliCommand[] = [upCommand, migrateCommand, demoCommand];
