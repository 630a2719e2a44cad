import { Injectable } from '@nestjs/common';
import type { JobContext, JobRequest, Sweep } from '#platform';
import { Subscribers } from '../persistence/subscribers.js';

const BATCH = 500;

/**
 * Seals addresses that are older than sealing, batch after batch. Killed in between it goes on where it stopped; two at
 * once take different rows.
 */
@Injectable()
export class SealAddresses implements Sweep {
  readonly name = 'audience.seal-addresses';
  readonly everyMs = 60_000;

  constructor(private readonly subscribers: Subscribers) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    while (!signal.aborted && (await this.subscribers.sealSome(BATCH)) > 0);
    return [];
  }
}
