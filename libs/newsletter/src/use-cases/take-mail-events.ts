import { Injectable } from '@nestjs/common';
import { FindByAddress, TakeOff } from '#audience';
import { AuditLog } from '#identity';
import { plainReply } from '#mail';
import { Database, systemActor, type Tx } from '#platform';
import type { ReportedEvent } from '../domain/mail-event.js';
import { MailEvents, type ReportedDelivery } from '../persistence/mail-events.js';
import { StopAtRates } from './stop-at-rates.js';

/** What became of reports. */
export interface TakenEvents {
  readonly taken: number;
  /** Told before. */
  readonly known: number;
  /** Of these, how many came with a signature that was used before. */
  readonly replayed: number;
  /** Taken, but about nobody we know. */
  readonly unmatched: number;
}

const LONGEST_DETAIL = 300;
/** A mailbox that was full or away in as many issues in a row is given up. */
const SOFT_BOUNCES = 3;

/**
 * Takes what mail servers report, from whichever provider: once each, in whatever order. The report and what follows for
 * the person stand in one transaction; a running issue sees the suppression before its next message to them.
 */
@Injectable()
export class TakeMailEvents {
  constructor(
    private readonly database: Database,
    private readonly events: MailEvents,
    private readonly findByAddress: FindByAddress,
    private readonly takeOff: TakeOff,
    private readonly stopAtRates: StopAtRates,
    private readonly audit: AuditLog,
  ) {}

  async run(reported: readonly ReportedEvent[]): Promise<TakenEvents> {
    const sum = { taken: 0, known: 0, replayed: 0, unmatched: 0 };
    const issueIds = new Set<string>();
    for (const event of reported.map(storable)) {
      const about = await this.deliveryOf(event);
      const told = await this.database.transaction((tx) => this.take(tx, event, about));
      if (told === 'new') sum.taken += 1;
      else sum.known += 1;
      if (told === 'replayed') sum.replayed += 1;
      if (told === 'new' && !about.subscriberId) sum.unmatched += 1;
      if (told === 'new' && about.issueId) issueIds.add(about.issueId);
    }
    for (const issueId of issueIds) await this.stopAtRates.run(issueId);
    return sum;
  }

  private async deliveryOf(event: ReportedEvent): Promise<Partial<ReportedDelivery>> {
    const own = await this.events.byOwnId(event);
    if (own || !event.address) return own ?? {};
    const people = await this.findByAddress.run(event.address);
    const last = people.length > 0 ? await this.events.lastTo(people) : undefined;
    // One person without an issue: a provider may report what was sent before this product was there.
    return last ?? (people.length === 1 ? { subscriberId: people[0]! } : {});
  }

  private async take(tx: Tx, event: ReportedEvent, about: Partial<ReportedDelivery>) {
    const detail = event.detail ? plainReply(event.detail).slice(0, LONGEST_DETAIL) : null;
    const told = await this.events.add(tx, event, about, detail);
    if (told !== 'new' || !about.subscriberId) return told;
    const off = await this.follow(tx, event, about.subscriberId, about.recipientId);
    if (off) {
      const subject = { type: 'subscriber', id: about.subscriberId } as const;
      const why = { kind: event.kind, source: event.source };
      await this.audit.record(
        tx,
        systemActor('newsletter'),
        'subscriber.taken-off',
        subject,
        about.siteId ?? null,
        why,
      );
    }
    return told;
  }

  /** True when the person gets nothing more because of it. */
  private async follow(tx: Tx, event: ReportedEvent, subscriberId: string, recipientId?: string): Promise<boolean> {
    const { kind, at } = event;
    // Whoever bounces, complains or confirms has the message, or their server had it: there is no doubt left.
    if (recipientId) await this.events.settleUnknown(tx, recipientId);
    if (kind === 'bouncedHard') return this.takeOff.run(tx, subscriberId, 'bounced', at);
    if (kind === 'complained' || kind === 'unsubscribed') return this.takeOff.run(tx, subscriberId, kind, at);
    if (kind !== 'bouncedSoft' || (await this.events.softBouncesOf(tx, subscriberId)) < SOFT_BOUNCES) return false;
    return this.takeOff.run(tx, subscriberId, 'bounced', at);
  }
}

/** Postgres cannot store NUL, whoever put one in. */
function storable(event: ReportedEvent): ReportedEvent {
  const entries = Object.entries(event).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  ]);
  return Object.fromEntries(entries) as ReportedEvent;
}
