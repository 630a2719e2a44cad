/** One worker of the product, or of a fixture, which can be killed and started again. */
export class WorkerProcess {
  constructor(env: Record<string, string>, options?: { main?: string; execArgv?: string[] });
  starting?: boolean;
  readonly runs: boolean;
  start(skewMs?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  end(name: NodeJS.Signals): Promise<void>;
}

/** Starts again whatever ended, as a supervisor does; what it returns ends the supervision. */
export function supervise(workers: readonly WorkerProcess[]): () => Promise<void>;
