import { Injectable } from '@nestjs/common';
import type { JobRequest, Sweep } from '#platform';
import { Presence } from '../persistence/presence.js';

/** Keeps the table of who is present as small as the number of people who are. */
@Injectable()
export class SweepPresence implements Sweep {
  readonly name = 'editing.sweep-presence';
  readonly everyMs = 300_000;

  constructor(private readonly presence: Presence) {}

  async run(): Promise<JobRequest[]> {
    await this.presence.sweep();
    return [];
  }
}
