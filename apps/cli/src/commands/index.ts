import type { CliCommand } from '../command.js';
import { auditCommand } from './audit.js';
import { checkCommand } from './check.js';
import { demoCommand } from './demo.js';
import { diffCommand } from './diff.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { migrateCommand } from './migrate.js';
import { restoreCommand } from './restore.js';
import { reviewClockCommand } from './review-clock.js';
import { upCommand } from './up.js';

/** Every command, in the order of the help. */
export const commands: readonly CliCommand[] = [
  upCommand,
  migrateCommand,
  importCommand,
  checkCommand,
  demoCommand,
  diffCommand,
  exportCommand,
  restoreCommand,
  reviewClockCommand,
  auditCommand,
];
