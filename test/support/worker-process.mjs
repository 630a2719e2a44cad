import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectPath } from '#platform';

const MAIN = ['dist', 'apps', 'worker', 'src', 'main.js'];

/** One worker of the product, or of a fixture, which can be killed and started again. */
export class WorkerProcess {
  /** @param main the script to run, as an absolute path; the product's worker when left out */
  constructor(env, { main = projectPath(...MAIN), execArgv = [] } = {}) {
    this.env = env;
    this.main = main;
    this.execArgv = execArgv;
  }

  /** Resolves when it is ready, or has ended. @param skewMs how wrong its clock is */
  async start(skewMs = 0) {
    const preload = ['--import', projectPath('test', 'drills', 'support', 'skewed-clock.mjs')];
    const child = fork(this.main, [], {
      execArgv: [...this.execArgv, ...(skewMs === 0 ? [] : preload)],
      env: { ...process.env, ...this.env, CLOCK_SKEW_MS: String(skewMs) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child = child;
    this.exited = new Promise((resolve) => child.once('exit', resolve));
    const ready = new Promise((resolve) => child.once('message', resolve));
    await Promise.race([ready, this.exited]);
  }

  get runs() {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(name) {
    if (this.runs) this.child.kill(name);
  }

  async end(name) {
    this.signal('SIGCONT');
    this.signal(name);
    await this.exited;
  }
}

/** Starts again whatever ended, as a supervisor does. @returns ends the supervision; the workers go on */
export function supervise(workers) {
  let over = false;
  const loops = workers.map(async (worker) => {
    while (!over) {
      if (!worker.runs && !worker.starting) await worker.start().catch(() => undefined);
      await sleep(100);
    }
  });
  return async () => {
    over = true;
    await Promise.all(loops);
  };
}
