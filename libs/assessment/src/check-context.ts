import { Injectable } from '@nestjs/common';
import { canonicalJson } from '#document';
import { ImportRecords } from '#importing';
import type { Tx } from '#platform';
import { type CheckContext, shortHash } from '#quality';

/** What the checks know about an article beside its text, and the fingerprint of that knowledge. */
export interface KnownContext {
  readonly context: CheckContext;
  readonly basis: string;
}

/** Gathers what stands around texts: where they came from. */
@Injectable()
export class CheckContexts {
  constructor(private readonly imports: ImportRecords) {}

  /** By article id; one statement for any number of articles. */
  async of(articleIds: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, KnownContext>> {
    const ids = [...new Set(articleIds)];
    const records = await this.imports.rightsOf(ids, tx);
    return new Map(
      ids.map((id) => {
        const record = records.find(({ articleId }) => articleId === id);
        const origin = record && { rightsUnknown: record.rights === 'unknown' };
        return [
          id,
          { context: { ...(origin ? { origin } : {}) }, basis: shortHash(canonicalJson({ origin: origin ?? null })) },
        ];
      }),
    );
  }
}
