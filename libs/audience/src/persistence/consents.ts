import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import type { ConsentWording } from '../domain/audience-site.js';

export type ConsentKind = 'requested' | 'confirmed' | 'withdrawn';

/** The ledger of who agreed to which words, and who took it back. Rows are only ever added. */
@Injectable()
export class Consents {
  /** Writes one line, with the hash of its words beside them. */
  async record(tx: Tx, entry: ConsentWording & { subscriberId: string; kind: ConsentKind; at: Date }): Promise<void> {
    const wordingHash = createHash('sha256').update(entry.wording).digest('hex');
    await tx.consentEntry.create({ data: { ...entry, wordingHash } });
  }

  /** Writes the same line for many people. */
  async recordForAll(
    tx: Tx,
    subscriberIds: readonly string[],
    entry: ConsentWording & { kind: ConsentKind; at: Date },
  ): Promise<void> {
    const wordingHash = createHash('sha256').update(entry.wording).digest('hex');
    await tx.consentEntry.createMany({
      data: subscriberIds.map((subscriberId) => ({ ...entry, subscriberId, wordingHash })),
    });
  }

  /** The words a person was shown when they last asked. */
  async lastRequested(tx: Tx, subscriberId: string): Promise<ConsentWording> {
    const entry = await tx.consentEntry.findFirst({
      where: { subscriberId, kind: 'requested' },
      orderBy: { id: 'desc' },
      select: { wording: true, formUrl: true },
    });
    return entry ?? { wording: '', formUrl: null };
  }
}
