import type { Command } from 'commander';

/** Adds one command to the program. One file a command, listed in commands/index.ts. */
export type CliCommand = (program: Command) => void;

/** Something the person at the prompt can set right: shown as a sentence, without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
