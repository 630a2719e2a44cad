import { Injectable, Optional } from '@nestjs/common';
import type { ChannelMessage } from '../channels/channel.js';
import type { AttemptResult } from '../domain/attempt.js';
import { Exports } from '../persistence/exports.js';
import { SiteFiles } from './site-files.js';
import { type Target, TargetRefused } from './target.js';
import { TakenOver, type WrittenSite, writeSite } from './write-site.js';

/** Brings a folder or a bucket to the state of a site, whatever it is told: an event only says that there is something new. */
@Injectable()
export class StaticWriter {
  constructor(
    private readonly exports: Exports,
    @Optional() private readonly sites?: SiteFiles,
  ) {}

  /** @throws Error for a fault of ours */
  async tell(message: ChannelMessage, target: Target): Promise<AttemptResult> {
    try {
      return { outcome: 'accepted', excerpt: await this.act(message, target) };
    } catch (error) {
      if (error instanceof TargetRefused) {
        const { outcome, message: excerpt, status } = error;
        return { outcome, excerpt, ...(status === undefined ? {} : { status }) };
      }
      if (error instanceof TakenOver) return { outcome: 'failedHere', excerpt: error.message };
      throw error;
    }
  }

  /** What was done, in words. */
  private async act({ event, destinationId, siteId, isHeld }: ChannelMessage, target: Target): Promise<string> {
    if (event.type === 'test.sent') {
      await target.probe();
      return 'It can be written to.';
    }
    if (event.type !== 'site.changed' && (await stands(target, siteId, BigInt(event.data.sequence)))) {
      return 'An export since then holds it already.';
    }
    if (!this.sites) throw new Error('This process writes no sites.');
    const written = await this.sites.open(event.data.site, (site) => writeSite(target, siteId, site, isHeld));
    if (!written) throw new TargetRefused(`There is no site ${event.data.site} any more. Switch this destination off.`);
    await this.exports.keep({ destinationId, ...written });
    return words(written);
  }
}

/** True when the place holds this change of the site, or a later state. */
async function stands(target: Target, siteId: string, sequence: bigint): Promise<boolean> {
  const manifest = await target.manifest();
  return manifest !== null && !manifest.begun && manifest.siteId === siteId && BigInt(manifest.generation) >= sequence;
}

function words({ generation, files, written, removed }: WrittenSite): string {
  return `Generation ${generation} of the site stands: ${files} files, ${written} written, ${removed} removed.`;
}
