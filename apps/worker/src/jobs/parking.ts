import type { NewParkedJob, ParkedJobs } from '#parked';
import { workKey } from '#parked';

type Store = Pick<ParkedJobs, 'park' | 'open' | 'settle'>;

/**
 * What this process knows of parked jobs. It asks the table every few seconds and not for each job: a job that was parked
 * elsewhere a moment ago may run once more, and is parked again.
 */
export class Parking {
  private known: ReadonlyMap<string, { readonly blocked: boolean }> = new Map();

  constructor(private readonly store: Store) {}

  async refresh(): Promise<void> {
    this.known = await this.store.open();
  }

  /** True for work that ended its workers and that nobody let go yet. */
  isBlocked(name: string, data: unknown): boolean {
    return this.known.get(workKey(name, data))?.blocked ?? false;
  }

  async park(job: NewParkedJob): Promise<void> {
    await this.store.park(job);
    this.known = new Map(this.known).set(workKey(job.name, job.data), { blocked: job.blocks });
  }

  /** Writes down that parked work was done; other work costs nothing here. */
  async done(name: string, data: unknown): Promise<void> {
    const key = workKey(name, data);
    if (!this.known.has(key)) return;
    await this.store.settle(key);
    const left = new Map(this.known);
    left.delete(key);
    this.known = left;
  }
}
