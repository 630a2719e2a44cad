import { Injectable } from '@nestjs/common';
import { type UserRow, UsesReader } from '#editing';
import type { Tx } from '#platform';

/** Revisions that one answer names for a file. */
export const MOST_USES = 100;

/** Who shows a file: revisions name pictures by id, and live articles link to PDFs. */
@Injectable()
export class MediaUsers {
  constructor(private readonly uses: UsesReader) {}

  /** The articles that show it now, or would when they are published. Two statements, in the caller's transaction. */
  async articleIds(tx: Tx, assetId: string): Promise<string[]> {
    const users = await this.uses.usersOf('media', [assetId], {}, tx);
    const linked = await tx.$queryRaw<{ articleId: string }[]>`
      SELECT s.article_id AS "articleId" FROM media_showing s JOIN publication p ON p.id = s.publication_id
      WHERE s.asset_id = ${assetId}::uuid AND s.hidden_at IS NULL AND p.state = 'live'`;
    return [...new Set([...users, ...linked].map(({ articleId }) => articleId))];
  }

  /** The revisions that show these files, at most `MOST_USES` each. One statement. */
  async ofAssets(ids: readonly string[]): Promise<UserRow[][]> {
    const rows = await this.uses.usersOf('media', ids, { limit: MOST_USES * ids.length });
    return ids.map((id) => rows.filter((row) => row.id === id).slice(0, MOST_USES));
  }
}
