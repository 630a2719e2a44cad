import { Injectable } from '@nestjs/common';
import { isRefusal } from '#kernel';
import { AddMedia, DescribeMedia } from '#media';
import type { StaffActor } from '#platform';
import type { AddPicture } from '../domain/draft/source-pictures.js';

/**
 * Takes the pictures of imported texts into a site's files: the same bytes once, without whatever a camera wrote into
 * them. Words for those who cannot see it come from the source; whose it is, nobody knows until an editor states it.
 */
@Injectable()
export class ImportPictures {
  constructor(
    private readonly addMedia: AddMedia,
    private readonly describe: DescribeMedia,
  ) {}

  /** For one person at one site. Safe to run twice. */
  adder(actor: StaffActor, siteId: string): AddPicture {
    return async (picture, alt) => {
      const bytes = await picture.bytes();
      if (isRefusal(bytes)) return bytes;
      const added = await this.addMedia.run(actor, { siteId, fileName: picture.name, bytes: Buffer.from(bytes) });
      if (isRefusal(added)) return added;
      const { id: assetId, version } = added.asset;
      if (added.created && alt) {
        const said = { alt, decorative: false, rights: { status: 'unknown' as const }, focalPoint: { x: 0.5, y: 0.5 } };
        // Somebody who described it at this moment knew more: theirs stays.
        await this.describe.run(actor, { assetId, version, ...said });
      }
      return assetId;
    };
  }
}
