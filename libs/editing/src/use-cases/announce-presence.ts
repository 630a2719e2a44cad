import { Injectable } from '@nestjs/common';
import { Policy } from '#identity';
import { InvalidInput, isId, type NotFound } from '#kernel';
import type { StaffActor } from '#platform';
import { Presence, type PresentPerson } from '../persistence/presence.js';
import { articleNotFound } from './article-to-edit.js';

/** Says that a person has an article open. Said again every ten seconds or so; after 30 seconds of silence they are gone. */
@Injectable()
export class AnnouncePresence {
  constructor(
    private readonly policy: Policy,
    private readonly presence: Presence,
  ) {}

  /** Who else has it open. One statement. */
  async run(
    actor: StaffActor,
    { articleId, locale }: { articleId: string; locale: string },
  ): Promise<{ others: PresentPerson[] } | InvalidInput | NotFound> {
    if (!isLocale(locale)) return new InvalidInput('locale', 'Name the language by its tag, such as en or es-MX.');
    const siteIds = this.policy.sitesFor(actor, 'article.read');
    const others = isId(articleId)
      ? await this.presence.beat({ articleId, userId: actor.userId, locale }, siteIds)
      : null;
    return others ? { others } : articleNotFound();
  }
}

function isLocale(text: string): boolean {
  return /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/.test(text);
}
