import { Inject, Injectable } from '@nestjs/common';
import { Policy } from '#identity';
import { isRefusal, type NotAllowed } from '#kernel';
import { SETTINGS, type Settings, type StaffActor } from '#platform';
import { cleanFileName } from '../domain/file-name.js';
import { MediaTooLarge, StorageFull, StorageUnavailable } from '../domain/refusals.js';
import { type MediaAssetRow, MediaAssets } from '../persistence/assets.js';
import { type FileRefusal, prepareFile, sha256 } from '../picture/prepare-file.js';
import { Turnstile } from '../picture/turnstile.js';
import { MediaStorage, NoRoom, StoreFailed } from '../storage/media-storage.js';
import { RegisterAsset } from './register-asset.js';

export interface AddMediaInput {
  readonly siteId: string;
  /** For people only: what the file is, its bytes say. */
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** `created` is false when the site had these bytes already. */
export interface AddedMedia {
  readonly asset: MediaAssetRow;
  readonly created: boolean;
}

export type AddMediaRefusal = FileRefusal | MediaTooLarge | StorageFull | StorageUnavailable | NotAllowed;

/**
 * Takes a picture or PDF into a site's files. The same bytes twice are one asset, also when they come at the same
 * moment. Killed half-way it leaves at most a stored file without a row, which the next try uses.
 */
@Injectable()
export class AddMedia {
  private readonly turnstile = new Turnstile();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly policy: Policy,
    private readonly assets: MediaAssets,
    private readonly register: RegisterAsset,
    private readonly storage: MediaStorage,
  ) {}

  async run(actor: StaffActor, { siteId, fileName, bytes }: AddMediaInput): Promise<AddedMedia | AddMediaRefusal> {
    const { maxBytes, maxPixels } = this.settings.media;
    const refused = this.policy.mayAt(actor, 'media.add', siteId);
    if (refused) return refused;
    if (bytes.length > maxBytes) return new MediaTooLarge(maxBytes);
    const source = sha256(bytes);
    const known = await this.known(actor, siteId, { source });
    if (known) return known;
    const file = await this.turnstile.through(() => prepareFile(bytes, maxPixels));
    if (isRefusal(file)) return file;
    const full = await this.keep(file.facts.name, file.bytes);
    if (full) return full;
    const newFile = { ...file.facts, siteId, fileName: cleanFileName(fileName), sourceSha256: source };
    const asset = await this.register.run(actor, newFile);
    return asset ? { asset, created: true } : (await this.known(actor, siteId, { source, stored: file.facts.sha256 }))!;
  }

  private async known(
    actor: StaffActor,
    siteId: string,
    hashes: { source: string; stored?: string },
  ): Promise<AddedMedia | null> {
    const asset = await this.assets.ofBytes(siteId, hashes);
    return asset && { asset: await this.register.bringBack(actor, asset), created: false };
  }

  private async keep(name: string, bytes: Buffer): Promise<StorageFull | StorageUnavailable | null> {
    try {
      await this.storage.put(name, bytes);
      return null;
    } catch (error) {
      if (error instanceof NoRoom) return new StorageFull();
      if (error instanceof StoreFailed) return new StorageUnavailable();
      throw error;
    }
  }
}
