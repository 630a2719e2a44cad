import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { DestinationRow, DestinationState } from '../domain/destination.js';

const FIELDS = { id: true, siteId: true, kind: true, name: true, url: true, state: true, createdAt: true } as const;

/** Destinations of sites. No answer but `sealedSecret` holds a secret. */
@Injectable()
export class Destinations {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  async ofSite(siteId: string): Promise<DestinationRow[]> {
    return (await this.database.client.channelDestination.findMany({
      where: { siteId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: FIELDS,
    })) as DestinationRow[];
  }

  async byId(id: string, tx: Tx = this.database.client): Promise<DestinationRow | null> {
    return (await tx.channelDestination.findUnique({ where: { id }, select: FIELDS })) as DestinationRow | null;
  }

  async sealedSecret(id: string): Promise<string> {
    const { secret } = await this.database.client.channelDestination.findUniqueOrThrow({
      where: { id },
      select: { secret: true },
    });
    return secret;
  }

  async create(
    tx: Tx,
    row: Omit<DestinationRow, 'state' | 'createdAt'> & { sealedSecret: string },
  ): Promise<DestinationRow> {
    const { sealedSecret, ...fields } = row;
    const data = { ...fields, secret: sealedSecret };
    return (await tx.channelDestination.create({ data, select: FIELDS })) as DestinationRow;
  }

  /** False when it is in none of the old states any more. */
  async move(tx: Tx, id: string, from: readonly DestinationState[], to: DestinationState): Promise<boolean> {
    const where = { id, state: { in: [...from] } };
    return (await tx.channelDestination.updateMany({ where, data: { state: to } })).count === 1;
  }
}
