import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import type { ConsentWording } from '../domain/audience-site.js';

export type ConsentKind = 'requested' | 'confirmed' | 'withdrawn' | 'changed';

/** One line of the ledger before it is written. */
export interface NewConsent extends ConsentWording {
  readonly subscriberId: string;
  readonly kind: ConsentKind;
  /** Ids of the interests that were chosen with it. */
  readonly interests?: readonly string[];
  readonly at: Date;
}

/** The ledger of who agreed to which words, and who took it back. Rows are only ever added. */
@Injectable()
export class Consents {
  /** Writes one line, with the hash of its words beside them. */
  async record(tx: Tx, entry: NewConsent): Promise<void> {
    const wordingHash = createHash('sha256').update(entry.wording).digest('hex');
    await tx.consentEntry.create({ data: { ...entry, interests: [...(entry.interests ?? [])], wordingHash } });
  }

  /** Writes the same line for many people, each with the interests that came with it. */
  async recordForAll(
    tx: Tx,
    people: readonly { readonly id: string; readonly interests: readonly string[] }[],
    entry: ConsentWording & { kind: ConsentKind; at: Date },
  ): Promise<void> {
    const wordingHash = createHash('sha256').update(entry.wording).digest('hex');
    await tx.consentEntry.createMany({
      data: people.map(({ id, interests }) => ({ ...entry, subscriberId: id, interests: [...interests], wordingHash })),
    });
  }

  /** Takes away what an erased person had chosen. The lines themselves stay: they name nobody any more. */
  async forgetInterests(tx: Tx, subscriberId: string): Promise<void> {
    await tx.consentEntry.updateMany({
      where: { subscriberId, interests: { isEmpty: false } },
      data: { interests: [] },
    });
  }

  /** The words a person was shown when they last asked, and what they chose then. */
  async lastRequested(tx: Tx, subscriberId: string): Promise<ConsentWording & { interests: string[] }> {
    const entry = await tx.consentEntry.findFirst({
      where: { subscriberId, kind: 'requested' },
      orderBy: { id: 'desc' },
      select: { wording: true, formUrl: true, interests: true },
    });
    return entry ?? { wording: '', formUrl: null, interests: [] };
  }
}
