import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { AddressBox, type SealedAddress } from '../domain/address-box.js';

export type SubscriberState = 'pending' | 'confirmed' | 'unsubscribed' | 'erased';

/** How somebody came into an audience. */
export type SubscriberSource = 'form' | 'import' | 'admission';

/** A person who asked for a site's newsletter. */
export interface SubscriberRow {
  readonly id: string;
  readonly siteId: string;
  readonly email: string | null;
  readonly addressBox: string | null;
  readonly emailHash: string;
  readonly locale: string;
  readonly state: string;
  readonly confirmAskedAt: Date | null;
  readonly confirmSentAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly createdAt: Date;
  /** Null in rows that are older than the question. */
  readonly source: string | null;
  readonly pausedUntil: Date | null;
}

/** Somebody who may be known already. */
export interface NewSubscriber {
  readonly id: string;
  readonly siteId: string;
  /** As they gave it. It is sealed before it is written. */
  readonly address: string;
  readonly emailHash: string;
  readonly locale: string;
  readonly source: SubscriberSource;
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
  constructor(
    private readonly database: Database,
    private readonly box: AddressBox,
  ) {}

  /** Where a message to this person goes. */
  addressOf(person: SealedAddress): string {
    return this.box.open(person);
  }

  byId(id: string, tx: Tx = this.database.client): Promise<SubscriberRow | null> {
    return tx.subscriber.findUnique({ where: { id } });
  }

  /** The same, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<SubscriberRow | null> {
    await tx.$queryRaw`SELECT 1 FROM subscriber WHERE id = ${id}::uuid FOR UPDATE`;
    return this.byId(id, tx);
  }

  byConfirmHash(hash: string, tx: Tx = this.database.client): Promise<SubscriberRow | null> {
    return tx.subscriber.findUnique({ where: { confirmTokenHash: hash } });
  }

  /** Where the people with these keyed hashes stand; who is not there is missing. */
  async statesOf(siteId: string, hashes: readonly string[]): Promise<Map<string, string>> {
    const found = await this.database.client.subscriber.findMany({
      where: { siteId, emailHash: { in: [...hashes] } },
      select: { emailHash: true, state: true },
    });
    return new Map(found.map(({ emailHash, state }) => [emailHash, state]));
  }

  /** Ids of the people with one of these keyed hashes at its site. */
  async idsByHash(
    hashes: readonly { siteId: string; emailHash: string }[],
    tx: Tx = this.database.client,
  ): Promise<string[]> {
    if (hashes.length === 0) return [];
    const found = await tx.subscriber.findMany({
      where: { OR: [...hashes] },
      select: { id: true },
    });
    return found.map(({ id }) => id);
  }

  /**
   * The row of an address, made when it is not there, and locked until the transaction ends: two sign-ups in the same
   * instant meet here, and the second sees what the first did.
   */
  async lockByAddress(tx: Tx, row: NewSubscriber & { at: Date }): Promise<SubscriberRow> {
    await tx.$executeRaw`
      INSERT INTO subscriber (id, site_id, address_box, email_hash, locale, state, created_at, source)
      VALUES (${row.id}::uuid, ${row.siteId}::uuid, ${this.box.seal(row.id, row.address)}, ${row.emailHash},
              ${row.locale}, 'pending', ${row.at}, ${row.source})
      ON CONFLICT (site_id, email_hash) DO NOTHING`;
    const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM subscriber WHERE site_id = ${row.siteId}::uuid AND email_hash = ${row.emailHash} FOR UPDATE`;
    return (await this.byId(found[0]!.id, tx))!;
  }

  /** Takes people in as confirmed; answers the ids of those who were not known. */
  async addConfirmed(tx: Tx, rows: readonly NewSubscriber[], at: Date): Promise<string[]> {
    const data = rows.map(({ address, ...row }) => {
      const addressBox = this.box.seal(row.id, address);
      return { ...row, addressBox, state: 'confirmed', createdAt: at, confirmedAt: at };
    });
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

  /** pending or confirmed -> unsubscribed. False when the person had left before. */
  async unsubscribe(tx: Tx, id: string, at: Date): Promise<boolean> {
    const { count } = await tx.subscriber.updateMany({
      where: { id, state: { in: ['pending', 'confirmed'] } },
      data: { state: 'unsubscribed', unsubscribedAt: at, pausedUntil: null },
    });
    return count === 1;
  }

  /** What a confirmed person chooses for themselves. */
  async choose(tx: Tx, id: string, data: { locale: string }): Promise<void> {
    await tx.subscriber.updateMany({ where: { id, state: 'confirmed' }, data });
  }

  /** Nothing before the beginning of a day in a zone; null: at once again. The database knows the zone's rules. */
  async pause(tx: Tx, id: string, day: string | null, timeZone: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE subscriber SET paused_until = ${day}::date::timestamp AT TIME ZONE ${timeZone}
       WHERE id = ${id}::uuid AND state = 'confirmed'`;
  }

  /**
   * Takes away everything that leads to the person; the row stays, because ledgers count it. The keyed hash goes too: only
   * the suppression keeps it. False when it was done before.
   */
  async erase(tx: Tx, id: string, at: Date): Promise<boolean> {
    const { count } = await tx.subscriber.updateMany({
      where: { id, state: { not: 'erased' } },
      data: {
        state: 'erased',
        erasedAt: at,
        email: null,
        emailNorm: null,
        addressBox: null,
        emailHash: `erased ${id}`,
        locale: 'und',
        confirmTokenHash: null,
        confirmAskedAt: null,
        confirmSentAt: null,
        pausedUntil: null,
      },
    });
    return count === 1;
  }

  /** Seals up to so many addresses that stand in the clear; answers how many. Two at once take different rows. */
  async sealSome(limit: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string; email: string }[]>`
        SELECT id::text, email FROM subscriber WHERE email IS NOT NULL LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
      if (rows.length === 0) return 0;
      const ids = rows.map(({ id }) => id);
      const boxes = rows.map(({ id, email }) => this.box.seal(id, email));
      await tx.$executeRaw`
        UPDATE subscriber s SET address_box = v.box, email = NULL, email_norm = NULL
          FROM unnest(${ids}::uuid[], ${boxes}::text[]) AS v (id, box) WHERE s.id = v.id`;
      return rows.length;
    });
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
