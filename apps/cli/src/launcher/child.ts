import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync } from 'node:fs';
import { withFewArenas } from './few-arenas.js';
import { LogFile } from './log-file.js';
import { outputFiles, takeWarmed } from './prewarm.js';
import { type ProcessRecord, recordOf } from './process-identity.js';
import { readableLine } from './readable-line.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** A child that ran this long was well: its next fall starts with the short pause again. */
const WELL_AFTER_MS = 30_000;

export interface ChildSpec {
  readonly name: string;
  /** A program for Node. It sends `{ ready: true }` when it is ready, and ends when its channel is cut. */
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface ChildEvents {
  /** A line for the person at the terminal. */
  say(line: string): void;
  /** A process started, or ended: the list of running ones changed. */
  changed(): void;
  /** It ended before it was ready, `times` in a row. */
  failedToStart(times: number): void;
}

/** A child process that is started again, for ever, until it is told to stop. */
export class Child {
  private process: ChildProcess | undefined;
  private record: ProcessRecord | undefined;
  private readonly logs: LogFile[];
  private stopped = false;
  private falls = 0;
  private startedAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private becomeReady: () => void = () => undefined;
  private failures = 0;
  /** Resolves when it was ready for the first time. */
  readonly ready = new Promise<void>((resolve) => {
    this.becomeReady = resolve;
  });

  constructor(
    private spec: ChildSpec,
    logDir: string,
    private readonly events: ChildEvents,
  ) {
    mkdirSync(logDir, { recursive: true });
    const say = (line: string) => {
      const readable = readableLine(spec.name, line);
      if (readable) events.say(readable);
    };
    const [log, errors] = outputFiles(logDir, spec.name);
    // What does not come through the log is for people: the words of a process that could not start.
    this.logs = [new LogFile(log, say), new LogFile(errors, (line) => events.say(`${spec.name}: ${line}`))];
  }

  get name(): string {
    return this.spec.name;
  }

  /** The running process, for the record in the data folder. */
  get running(): ProcessRecord | undefined {
    return this.record;
  }

  start(): void {
    const child = this.takeOver() ?? this.spawn();
    this.process = child;
    this.startedAt = Date.now();
    let wasReady = false;
    child.on('message', (message) => {
      if ((message as { ready?: boolean } | null)?.ready !== true) return;
      wasReady = true;
      this.failures = 0;
      this.becomeReady();
    });
    child.on('error', (error) => this.events.say(`${this.name}: ${error.message}`));
    child.on('exit', (code, signal) => this.onExit(wasReady, signal ?? `exit ${code}`));
    if (child.pid) this.record = recordOf(this.name, child.pid);
    this.events.changed();
  }

  /** Gives the child another environment, for which it starts again. */
  restartWith(env: NodeJS.ProcessEnv): void {
    this.spec = { ...this.spec, env };
    if (this.process) askToEnd(this.process);
  }

  /** Asks it to end, and kills it when it has not after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const child = this.process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      askToEnd(child);
      const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(kill);
    }
    for (const log of this.logs) log.close();
  }

  /** Ends it at once. */
  kill(): void {
    this.stopped = true;
    this.process?.kill('SIGKILL');
  }

  /** The process that has loaded its modules already, for the first start. */
  private takeOver(): ChildProcess | undefined {
    const child = takeWarmed(this.name);
    child?.send({ go: this.spec.env });
    return child;
  }

  private spawn(): ChildProcess {
    const outputs = this.logs.map((log) => log.openForWriting());
    const child = spawn(process.execPath, [this.spec.file], {
      env: withFewArenas(this.spec.env),
      stdio: ['ignore', outputs[0]!, outputs[1]!, 'ipc'],
      // A Ctrl-C reaches the whole group of the terminal; the launcher alone decides in which order all of it ends.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    for (const output of outputs) closeSync(output);
    return child;
  }

  private onExit(wasReady: boolean, how: string): void {
    this.record = undefined;
    this.events.changed();
    if (this.stopped) return;
    for (const log of this.logs) log.read();
    if (Date.now() - this.startedAt > WELL_AFTER_MS) this.falls = 0;
    const ms = Math.min(FIRST_PAUSE_MS * 2 ** this.falls, LONGEST_PAUSE_MS);
    this.falls += 1;
    this.events.say(`${this.name} ended (${how}) and starts again in ${ms / 1000} s.`);
    this.timer = setTimeout(() => this.start(), ms);
    if (wasReady) return;
    this.failures += 1;
    this.events.failedToStart(this.failures);
  }
}

/** Windows has no signal that a process could answer: there the cut channel says the same. */
function askToEnd(child: ChildProcess): void {
  if (process.platform !== 'win32') child.kill('SIGTERM');
  else if (child.connected) child.disconnect();
}
