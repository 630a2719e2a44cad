import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '#platform';
import type { AttemptResult } from '../domain/attempt.js';
import { DestinationRefused } from '../domain/refusals.js';
import { FolderTarget } from '../static/folder-target.js';
import { StaticWriter } from '../static/static-writer.js';
import type { Channel, ChannelMessage, CheckedDestination, GivenDestination } from './channel.js';

/** One name, and no way out of the folder that the operator chose. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Writes a whole site as files into a folder below STATIC_DIR, for a web server that serves it. */
@Injectable()
export class FolderChannel implements Channel {
  readonly kind = 'folder';
  readonly makesSecret = false;

  constructor(
    private readonly writer: StaticWriter,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'staticDir'>,
  ) {}

  check({ url, settings, secret }: GivenDestination): CheckedDestination | DestinationRefused {
    const folder = settings.folder?.trim() ?? '';
    if (!NAME.test(folder)) {
      return new DestinationRefused(
        'Name the folder in 1 to 63 lower-case letters, digits and hyphens, such as harbor, as folder. It stands below the folder that the operator chose.',
        'folder',
      );
    }
    if (url !== '' && url !== `folder:${folder}`) {
      return new DestinationRefused('A folder has no address: leave the address empty.');
    }
    if (secret) return new DestinationRefused('A folder has no secret: leave it out.', 'secret');
    return { url: `folder:${folder}`, settings: { folder }, secret: '' };
  }

  tell(message: ChannelMessage): Promise<AttemptResult> {
    return this.writer.tell(message, new FolderTarget(join(this.settings.staticDir, message.settings.folder!)));
  }
}
