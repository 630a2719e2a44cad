import { Injectable } from '@nestjs/common';
import { People } from '#identity';
import { Clock } from '#kernel';
import { StaffNotices } from '#notify';
import type { Tx } from '#platform';
import { OpenTask, type TaskOrder } from '#tasks';
import type { LicenceDay } from '../domain/licence-days.js';
import type { TextOnLicence } from '../persistence/licences.js';
import { PublishedReviews } from '../persistence/published-reviews.js';

const DAY_MS = 86_400_000;

/** What people are asked and told when a licence ends that live texts of a site stand on. */
@Injectable()
export class LicenceTasks {
  constructor(
    private readonly reviews: PublishedReviews,
    private readonly open: OpenTask,
    private readonly notices: StaffNotices,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** One task a live text, ever; how many are new. */
  async ask(tx: Tx, texts: readonly TextOnLicence[]): Promise<number> {
    // What a person ticked off is not asked again.
    const asked = new Set(await this.reviews.knownTasks(tx, texts.map(keyOf)));
    const orders = texts
      .filter((text) => !asked.has(keyOf(text)))
      .map((text): TaskOrder => {
        const { ownerSiteId: siteId, articleId, locale, publicationId, credentialId, validUntil } = text;
        return {
          ...{ key: keyOf(text), kind: 'credentialExpiring', siteId, articleId, locale },
          ...{ subject: { type: 'publication', id: publicationId }, detail: { credentialId } },
          dueAt: validUntil,
        };
      });
    return (await this.open.many(tx, orders)).length;
  }

  /** One letter a day that counts to the holder and to each administrator of the site; how many are new. */
  async tell(tx: Tx, day: LicenceDay, texts: readonly TextOnLicence[]): Promise<number> {
    const { credentialId, holderId, validUntil, ownerSiteId: siteId } = texts[0]!;
    const admins = await this.people.withRoleAt(siteId, ['admin'], tx);
    const detail = {
      byId: holderId,
      at: validUntil.toISOString(),
      days: String(Math.ceil((validUntil.getTime() - this.clock.now().getTime()) / DAY_MS)),
      texts: String(texts.length),
    };
    let told = 0;
    for (const userId of new Set([holderId, ...admins.map(({ id }) => id)])) {
      const key = `licence-ending.${credentialId}.${siteId}.${day}.${userId}`;
      const subject = { type: 'staff', id: holderId } as const;
      told += Number(await this.notices.queue(tx, { key, userId, siteId, kind: 'licence.ending', subject, detail }));
    }
    return told;
  }
}

function keyOf({ credentialId, publicationId }: TextOnLicence): string {
  return `credential-expiring.${credentialId}.${publicationId}`;
}
