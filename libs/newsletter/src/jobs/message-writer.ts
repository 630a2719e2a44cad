import { Inject, Injectable } from '@nestjs/common';
import { AddressBox, AudienceTokens } from '#audience';
import { SETTINGS, type Settings } from '#platform';
import type { ReadyMessage } from '../message/compiled-issue.js';
import { longDate } from '../message/words.js';
import type { InFlightRecipient } from '../persistence/ledger.js';
import type { PreparedIssue } from './prepare-issue.js';

/** Makes the message of one person out of a prepared issue. */
@Injectable()
export class MessageWriter {
  constructor(
    private readonly tokens: AudienceTokens,
    private readonly box: AddressBox,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws Error when the addresses of this instance do not open */
  addressOf(person: InFlightRecipient): string {
    return this.box.open({ ...person, id: person.subscriberId });
  }

  /** @throws Error when the message of this one person cannot be made */
  write({ issue, site, compiled }: PreparedIssue, person: InFlightRecipient, email: string): ReadyMessage {
    const token = this.tokens.unsubscribe({ subscriberId: person.subscriberId, issueId: issue.id });
    return compiled.message({
      deliveryId: person.id,
      email,
      unsubscribeUrl: `${this.settings.publicUrl}/u/${token}`,
      resends: person.resends,
      since: longDate(person.confirmedAt ?? issue.createdAt, issue.locale, site.timeZone),
    });
  }
}
