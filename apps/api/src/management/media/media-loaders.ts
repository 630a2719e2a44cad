import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { UserRow } from '#editing';
import { MediaRenditions, type RenditionRow, shownAssets } from '#media';
import { Database } from '#platform';
import type { ManagementContext } from '../context.js';
import { MediaUsers } from './media-users.js';

interface OwnLoaders {
  readonly renditions: DataLoader<string, RenditionRow[]>;
  readonly users: DataLoader<string, UserRow[]>;
  readonly isShown: DataLoader<string, boolean>;
}

/** The batches of this folder, one set a request: a list of files costs one read of each thing about them. */
@Injectable()
export class MediaLoaders {
  private readonly byRequest = new WeakMap<ManagementContext, OwnLoaders>();

  constructor(
    private readonly renditions: MediaRenditions,
    private readonly users: MediaUsers,
    private readonly database: Database,
  ) {}

  of(context: ManagementContext): OwnLoaders {
    const known = this.byRequest.get(context) ?? this.create();
    this.byRequest.set(context, known);
    return known;
  }

  private create(): OwnLoaders {
    return {
      renditions: new DataLoader<string, RenditionRow[]>(async (ids) => {
        const rows = await this.renditions.ofAssets(ids);
        return ids.map((id) => rows.filter(({ assetId }) => assetId === id));
      }),
      users: new DataLoader<string, UserRow[]>((ids) => this.users.ofAssets(ids)),
      isShown: new DataLoader<string, boolean>(async (ids) => {
        const shown = await shownAssets(this.database.client, ids);
        return ids.map((id) => shown.has(id));
      }),
    };
  }
}
