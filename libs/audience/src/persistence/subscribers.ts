import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

export type SubscriberState = 'pending' | 'confirmed' | 'unsubscribed';

/** A person who asked for a site's newsletter. */
export interface SubscriberRow {
  readonly id: string;
  readonly siteId: string;
  readonly email: string;
  readonly emailNorm: string;
  readonly emailHash: string;
  readonly locale: string;
  readonly state: string;
  readonly confirmAskedAt: Date | null;
  readonly confirmSentAt: Date | null;
  readonly confirmedAt: Date | null;
}

/** How many people a site's audience has, by state. */
export interface SubscriberCounts {
  readonly pending: number;
  readonly confirmed: number;
  readonly unsubscribed: number;
}

/** The subscribers of every site. */
@Injectable()
export class Subscribers {
  constructor(private readonly database: Database) {}

  byId(id: string, tx: Tx = this.database.client): Promise<SubscriberRow | null> {
    return tx.subscriber.findUnique({ where: { id } });
  }

  byConfirmHash(hash: string, tx: Tx = this.database.client): Promise<SubscriberRow | null> {
    return tx.subscriber.findUnique({ where: { confirmTokenHash: hash } });
  }

  /** Ids of the people with one of these keyed hashes at its site. */
  async idsByHash(hashes: readonly { siteId: string; emailHash: string }[]): Promise<string[]> {
    if (hashes.length === 0) return [];
    const found = await this.database.client.subscriber.findMany({
      where: { OR: [...hashes] },
      select: { id: true },
    });
    return found.map(({ id }) => id);
  }

  /**
   * The row of an address, made when it is not there, and locked until the transaction ends: two sign-ups in the same
   * instant meet here, and the second sees what the first did.
   */
  async lockByAddress(
    tx: Tx,
    row: { id: string; siteId: string; email: string; emailNorm: string; emailHash: string; locale: string; at: Date },
  ): Promise<SubscriberRow> {
    await tx.$executeRaw`
      INSERT INTO subscriber (id, site_id, email, email_norm, email_hash, locale, state, created_at)
      VALUES (${row.id}::uuid, ${row.siteId}::uuid, ${row.email}, ${row.emailNorm}, ${row.emailHash}, ${row.locale},
              'pending', ${row.at})
      ON CONFLICT (site_id, email_norm) DO NOTHING`;
    const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM subscriber WHERE site_id = ${row.siteId}::uuid AND email_norm = ${row.emailNorm} FOR UPDATE`;
    return (await this.byId(found[0]!.id, tx))!;
  }

  /** Takes people in as confirmed; answers the ids of those who were not known. */
  async addConfirmed(
    tx: Tx,
    rows: readonly {
      id: string;
      siteId: string;
      email: string;
      emailNorm: string;
      emailHash: string;
      locale: string;
    }[],
    at: Date,
  ): Promise<string[]> {
    const data = rows.map((row) => ({ ...row, state: 'confirmed', createdAt: at, confirmedAt: at }));
    const made = await tx.subscriber.createManyAndReturn({ data, skipDuplicates: true, select: { id: true } });
    return made.map(({ id }) => id);
  }

  /** Notes that a confirmation mail is wanted. An old link stops working. */
  async askForConfirmation(tx: Tx, id: string, tokenHash: string, at: Date): Promise<void> {
    await tx.subscriber.update({
      where: { id },
      data: { state: 'pending', confirmTokenHash: tokenHash, confirmAskedAt: at, confirmSentAt: null },
    });
  }

  /** Takes the right to send the one mail of this request. False when it was sent, or is no longer wanted. */
  async claimConfirmationMail(id: string, askedAt: Date, at: Date): Promise<boolean> {
    const { count } = await this.database.client.subscriber.updateMany({
      where: { id, state: 'pending', confirmAskedAt: askedAt, confirmSentAt: null },
      data: { confirmSentAt: at },
    });
    return count === 1;
  }

  /** Gives the right back: the mail certainly did not leave. */
  async releaseConfirmationMail(id: string, askedAt: Date): Promise<void> {
    await this.database.client.subscriber.updateMany({
      where: { id, state: 'pending', confirmAskedAt: askedAt },
      data: { confirmSentAt: null },
    });
  }

  /** pending -> confirmed. False when somebody else moved the row first. */
  async confirm(tx: Tx, id: string, at: Date): Promise<boolean> {
    const { count } = await tx.subscriber.updateMany({
      where: { id, state: 'pending' },
      data: { state: 'confirmed', confirmedAt: at, unsubscribedAt: null },
    });
    return count === 1;
  }

  /** Any other state -> unsubscribed. False when the person had left before. */
  async unsubscribe(tx: Tx, id: string, at: Date): Promise<boolean> {
    const { count } = await tx.subscriber.updateMany({
      where: { id, state: { not: 'unsubscribed' } },
      data: { state: 'unsubscribed', unsubscribedAt: at },
    });
    return count === 1;
  }

  async counts(siteId: string): Promise<SubscriberCounts> {
    const groups = await this.database.client.subscriber.groupBy({
      by: ['state'],
      where: { siteId },
      _count: { _all: true },
    });
    const of = (state: SubscriberState) => groups.find((group) => group.state === state)?._count._all ?? 0;
    return { pending: of('pending'), confirmed: of('confirmed'), unsubscribed: of('unsubscribed') };
  }
}
