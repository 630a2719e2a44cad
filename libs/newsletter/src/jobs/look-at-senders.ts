import { Injectable } from '@nestjs/common';
import { Sites } from '#identity';
import { Clock } from '#kernel';
import { type JobContext, type JobRequest, type Sweep, systemActor } from '#platform';
import { senderDomainOf } from '../dns/sender-lookup.js';
import { SenderChecks } from '../persistence/sender-checks.js';
import { SenderGate } from '../use-cases/sender-gate.js';

const DAY_MS = 24 * 3_600_000;
/** Each takes as long as the DNS of a stranger. */
const AT_ONCE = 10;

/** Looks again, once a day, at the senders that newsletters were sent from: a record that went away is a warning then. */
@Injectable()
export class LookAtSenders implements Sweep {
  readonly name = 'newsletter.look-at-senders';
  readonly everyMs = 10 * 60_000;

  constructor(
    private readonly checks: SenderChecks,
    private readonly sites: Sites,
    private readonly gate: SenderGate,
    private readonly clock: Clock,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    if (!this.gate.asks) return [];
    const now = this.clock.now();
    for (const row of await this.checks.olderThan(new Date(now.getTime() - DAY_MS), AT_ONCE)) {
      if (signal.aborted) break;
      const site = await this.sites.byId(row.siteId);
      // A domain that its site left is asked again when the site comes back to it.
      if (!site || senderDomainOf(site) !== row.domain) await this.checks.putOff(row, now);
      else await this.gate.look(systemActor('newsletter'), site, row.dkimSelector);
    }
    return [];
  }
}
