import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, type Result } from '#kernel';
import type { InvalidToken, NotSubscribed } from '../domain/refusals.js';
import { isLocale } from '../domain/segment.js';
import { Consents } from '../persistence/consents.js';
import { Interests } from '../persistence/interests.js';
import { Subscribers } from '../persistence/subscribers.js';
import { OwnPage } from './own-page.js';

const WORDING = 'Chosen on the page for preferences.';

/** A person says what they want to hear about, and in which language. The choice is kept in the ledger of consent. */
@Injectable()
export class ChangePreferences {
  constructor(
    private readonly ownPage: OwnPage,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly interests: Interests,
    private readonly consents: Consents,
  ) {}

  async run(
    token: string,
    input: { interests: readonly string[]; locale: string },
  ): Promise<Result<true, InvalidToken | NotSubscribed | InvalidInput>> {
    if (!isLocale(input.locale)) return new InvalidInput('locale', 'Choose one of the languages.');
    return this.ownPage.change(token, async (tx, { id: subscriberId, siteId }) => {
      const wrong = await this.interests.fault(tx, siteId, input.interests);
      if (wrong) return wrong;
      const interests = await this.interests.usable(tx, siteId, input.interests);
      await this.subscribers.choose(tx, subscriberId, { locale: input.locale });
      await this.interests.set(tx, subscriberId, interests);
      const at = this.clock.now();
      await this.consents.record(tx, { subscriberId, kind: 'changed', wording: WORDING, formUrl: null, interests, at });
      return true as const;
    });
  }
}
