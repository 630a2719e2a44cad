import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform';

const LARGEST_LOG = 20 * 1024 * 1024;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

export interface PostgresEvents {
  say(line: string): void;
  /** It runs again, after it ended by itself. The address is another one when its port was taken meanwhile. */
  restarted(url: string): void;
}

/** The embedded Postgres, started again when it ends by itself. */
export class PostgresKeeper {
  private server: EmbeddedPostgres | undefined;
  private starting: Promise<string> | undefined;
  private stopped = false;
  private falls = 0;

  constructor(
    private readonly folder: string,
    private readonly logFile: string,
    private readonly events: PostgresEvents,
  ) {
    mkdirSync(dirname(logFile), { recursive: true });
    if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG) renameSync(logFile, `${logFile}.1`);
  }

  /** Starts it; the address of the product's database. */
  start(): Promise<string> {
    this.starting = this.startServer();
    return this.starting;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.starting?.catch(() => undefined);
    await this.server?.stop();
  }

  /** Ends it as a power cut would; its log repairs the data at the next start. */
  kill(): void {
    this.stopped = true;
    this.server?.process.kill('SIGQUIT');
  }

  private async startServer(): Promise<string> {
    const server = await startEmbeddedPostgres(this.folder, {
      onLog: (text) => appendFileSync(this.logFile, text, { mode: 0o600 }),
    });
    this.server = server;
    const { exitCode, signalCode } = server.process;
    if (exitCode !== null || signalCode !== null) this.onExit(signalCode ?? `exit ${exitCode}`);
    else server.process.once('exit', (code, signal) => this.onExit(signal ?? `exit ${code}`));
    return server.url;
  }

  private onExit(how: string): void {
    if (this.stopped) return;
    const ms = Math.min(FIRST_PAUSE_MS * 2 ** this.falls, LONGEST_PAUSE_MS);
    this.falls += 1;
    this.events.say(`The database ended (${how}) and starts again in ${ms / 1000} s.`);
    setTimeout(() => this.restart(), ms);
  }

  private async restart(): Promise<void> {
    if (this.stopped) return;
    try {
      const url = await this.start();
      this.falls = 0;
      this.events.restarted(url);
    } catch (error) {
      this.onExit(error instanceof Error ? error.message : String(error));
    }
  }
}
