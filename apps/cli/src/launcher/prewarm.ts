import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFewArenas } from './few-arenas.js';
import { API, type Program, SITE, WORKER } from './programs.js';

// Nothing of the rooms is imported here: this runs before they are loaded.

const warmed = new Map<string, ChildProcess>();

/** Where the output of a program goes: its log, and what it writes past its log. */
export function outputFiles(logDir: string, name: string): [string, string] {
  return [join(logDir, `${name}.log`), join(logDir, `${name}.errors.log`)];
}

/** Starts processes that load their modules and then wait to be told to go: they know no database yet. */
export function prewarm(env: NodeJS.ProcessEnv): void {
  const logDir = join(resolve(env.DATA_DIR || './.data'), 'logs');
  for (const program of [API, WORKER, SITE]) {
    try {
      warmed.set(program.name, spawnGate(program, logDir, env));
    } catch {
      // A wrong setting: the launch itself will say which.
    }
  }
}

/** The waiting process of a program, once; undefined when there is none, or it did not live to see its start. */
export function takeWarmed(name: string): ChildProcess | undefined {
  const child = warmed.get(name);
  warmed.delete(name);
  return child?.connected && child.exitCode === null && child.signalCode === null ? child : undefined;
}

/** Ends those that nobody took: the launch was refused. */
export function dropWarmed(): void {
  for (const child of warmed.values()) child.kill('SIGKILL');
  warmed.clear();
}

function spawnGate({ name, file, warm }: Program, logDir: string, env: NodeJS.ProcessEnv): ChildProcess {
  mkdirSync(logDir, { recursive: true });
  const outputs = outputFiles(logDir, name).map((path) => openSync(path, 'a', 0o600));
  const gate = fileURLToPath(new URL('./gate.js', import.meta.url));
  const child = spawn(process.execPath, [gate, file, warm ?? ''], {
    env: withFewArenas(env),
    stdio: ['ignore', outputs[0]!, outputs[1]!, 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  child.on('error', () => undefined);
  for (const output of outputs) closeSync(output);
  return child;
}
