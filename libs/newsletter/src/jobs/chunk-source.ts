import { Inject, Injectable } from '@nestjs/common';
import { AddressBox } from '#audience';
import { smtpAddress } from '#mail';
import { firstChunkSize, nextChunkSize } from '../domain/chunk-size.js';
import { NEWSLETTER_OPTIONS, type NewsletterOptions } from '../domain/options.js';
import { Pacer } from '../mail/pacer.js';
import { type LeasedRecipient, Ledger } from '../persistence/ledger.js';
import { BeforeSending } from '../use-cases/before-sending.js';
import { type Chunk, domainOfAddress } from './chunk-run.js';
import { PrepareIssue } from './prepare-issue.js';

/** After this long room is made where another issue waits; the sweep brings this one back. In milliseconds. */
const TURN_MS = 5_000;
/** Whom a run once held it does not lease again: so that everybody's turn comes again, no run is longer. */
const RUN_MS = 30_000;

/** Where one run gets its people from. */
export interface ChunkFeed {
  next(): Promise<Chunk | null>;
  /** True when it ended for its time alone: another run may go on at once. */
  readonly isSpent: boolean;
}

/** Gives a run its people, chunk after chunk, and asks before each whether the issue may go on. */
@Injectable()
export class ChunkSource {
  constructor(
    private readonly prepare: PrepareIssue,
    private readonly before: BeforeSending,
    private readonly ledger: Ledger,
    private readonly pacer: Pacer,
    private readonly box: AddressBox,
    @Inject(NEWSLETTER_OPTIONS) private readonly options: NewsletterOptions,
  ) {}

  /** @param token what the run leases with */
  open(issueId: string, token: string): ChunkFeed {
    const began = performance.now();
    let looked: number | undefined;
    let asked: { at: number; size: number } | undefined;
    const feed = {
      isSpent: false,
      next: async () => {
        const now = performance.now();
        feed.isSpent = now - began > RUN_MS;
        if (feed.isSpent) return null;
        // Counting costs the number of rows, so it is done now and then and not before every lease.
        if (looked === undefined || now - looked > TURN_MS) {
          if (looked !== undefined && (await this.othersWait(issueId))) return null;
          looked = now;
          await this.before.run([issueId]);
          await this.pacer.share();
        }
        const { chunkSize } = this.options;
        const size = asked ? nextChunkSize(asked.size, now - asked.at, chunkSize) : firstChunkSize(chunkSize);
        asked = { at: now, size };
        return this.chunk(issueId, token, asked.size);
      },
    };
    return feed;
  }

  private async chunk(issueId: string, token: string, size: number): Promise<Chunk | null> {
    const prepared = await this.prepare.run(issueId);
    if (!prepared) return null;
    const people = await this.ledger.lease(issueId, token, size, this.options.leaseSeconds);
    return people.length > 0 ? { prepared, people, domainOf: await this.domainsOf(people) } : null;
  }

  /** A large issue of one clinic must not hold back the small one of another. */
  private async othersWait(issueId: string): Promise<boolean> {
    const due = await this.ledger.issuesWithDueRecipients();
    return due.some((id) => id !== issueId);
  }

  /** Nobody's domain is looked at while no domain has a pace: opening an address costs. */
  private async domainsOf(
    leased: readonly LeasedRecipient[],
  ): Promise<(person: LeasedRecipient) => string | undefined> {
    if (!this.pacer.minds) return () => undefined;
    const addresses = await this.ledger.addressesOf(leased);
    return ({ subscriberId }) => {
      const sealed = addresses.get(subscriberId);
      const reachable = sealed && (sealed.email !== null || sealed.addressBox !== null);
      return reachable ? domainOfAddress(smtpAddress(this.box.open(sealed))) : undefined;
    };
  }
}
