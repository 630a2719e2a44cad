import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database, type Tx } from '#platform';
import type { Recipe, RenditionFormat } from '../domain/recipe.js';

export type RenditionState = 'pending' | 'ready' | 'failed';

/** A file made, or to be made, of a picture. */
export interface RenditionRow extends Recipe {
  readonly id: string;
  readonly assetId: string;
  readonly state: RenditionState;
  /** Null until it is ready. */
  readonly name: string | null;
  readonly bytes: number | null;
  readonly attempts: number;
}

/** After this many tries a picture is taken for one that cannot be made. */
export const MOST_ATTEMPTS = 5;

const COLUMNS = {
  id: true,
  assetId: true,
  format: true,
  width: true,
  height: true,
  variant: true,
  state: true,
  name: true,
  bytes: true,
  attempts: true,
} as const;

/** The ledger of what is made of pictures: the truth about the work, whatever becomes of its jobs. */
@Injectable()
export class MediaRenditions {
  constructor(private readonly database: Database) {}

  /** Writes down what is to be made. What is written down already stays as it is. */
  async plan(tx: Tx, assetId: string, recipes: readonly Recipe[]): Promise<void> {
    const data = recipes.map((recipe) => ({ id: newId(), assetId, ...recipe }));
    await tx.mediaRendition.createMany({ data, skipDuplicates: true });
  }

  /** By format and width. One statement for all assets. */
  async ofAssets(assetIds: readonly string[], tx: Tx = this.database.client): Promise<RenditionRow[]> {
    const rows = await tx.mediaRendition.findMany({
      where: { assetId: { in: [...assetIds] } },
      orderBy: [{ variant: 'asc' }, { format: 'asc' }, { width: 'asc' }],
      select: COLUMNS,
    });
    return rows.map((row) => ({
      ...row,
      format: row.format as RenditionFormat,
      state: row.state as RenditionState,
    }));
  }

  /** False when another run made it first, which then stands. */
  async ready(id: string, file: { name: string; bytes: number }): Promise<boolean> {
    const count = await this.database.client.$executeRaw`
      UPDATE media_rendition SET state = 'ready', name = ${file.name}, bytes = ${file.bytes}, ready_at = now()
      WHERE id = ${id}::uuid AND state <> 'ready'`;
    return count === 1;
  }

  /** Counts a try that failed; the next is a minute later, then two, four and eight. */
  async failedTry(id: string): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE media_rendition SET attempts = attempts + 1,
        state = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN 'failed' ELSE state END,
        next_try_at = now() + interval '1 minute' * power(2, attempts)
      WHERE id = ${id}::uuid AND state = 'pending'`;
  }

  /** Assets with something that should have been made half a minute ago, oldest first, at most 100. */
  async assetsWithLostWork(): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT asset_id AS id FROM media_rendition WHERE state = 'pending' AND next_try_at <= now() - interval '30 seconds'
      GROUP BY asset_id ORDER BY min(created_at) LIMIT 100`;
    return rows.map(({ id }) => id);
  }
}
