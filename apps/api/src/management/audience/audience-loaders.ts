import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { AudienceLists, Interests } from '#audience';
import { TermReader, type TermRow } from '#taxonomy';
import type { ManagementContext } from '../context.js';

interface OwnLoaders {
  /** Ids of terms by person. */
  readonly interests: DataLoader<string, string[]>;
  readonly term: DataLoader<string, TermRow | null>;
  readonly maskedAddress: DataLoader<string, string | null>;
}

/** The batches of this folder, one set a request. */
@Injectable()
export class AudienceLoaders {
  private readonly byRequest = new WeakMap<ManagementContext, OwnLoaders>();

  constructor(
    private readonly interests: Interests,
    private readonly terms: TermReader,
    private readonly lists: AudienceLists,
  ) {}

  of(context: ManagementContext): OwnLoaders {
    const known = this.byRequest.get(context) ?? this.create();
    this.byRequest.set(context, known);
    return known;
  }

  /** The terms with these ids, as they are shown at a site. */
  async termsAt(context: ManagementContext, siteId: string, ids: readonly string[]) {
    const terms = await this.of(context).term.loadMany([...ids]);
    return terms.flatMap((term) => (term && 'key' in term ? [{ ...term, hereId: siteId }] : []));
  }

  private create(): OwnLoaders {
    return {
      interests: new DataLoader<string, string[]>(async (ids) => {
        const chosen = await this.interests.of(ids);
        return ids.map((id) => chosen.get(id) ?? []);
      }),
      term: new DataLoader<string, TermRow | null>(async (ids) => {
        const found = new Map((await this.terms.byIds(ids)).map((term) => [term.id, term]));
        return ids.map((id) => found.get(id) ?? null);
      }),
      maskedAddress: new DataLoader<string, string | null>(async (ids) => {
        const masked = await this.lists.maskedAddresses(ids);
        return ids.map((id) => masked.get(id) ?? null);
      }),
    };
  }
}
