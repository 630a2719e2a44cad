import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, isRefusal, newId, type Result } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type Tx } from '#platform';
import type { AudienceSite, ConsentWording } from '../domain/audience-site.js';
import { type EmailAddress, parseEmailAddress } from '../domain/email-address.js';
import type { InvalidEmailAddress } from '../domain/refusals.js';
import { interestsFault, isLocale } from '../domain/segment.js';
import { AudienceTokens } from '../domain/tokens.js';
import { Consents } from '../persistence/consents.js';
import { Interests } from '../persistence/interests.js';
import { type SubscriberRow, Subscribers } from '../persistence/subscribers.js';
import { Suppressions } from '../persistence/suppressions.js';

/** One confirmation mail to an address in this time, however often somebody types it in. */
const THROTTLE_MS = 5 * 60_000;

export interface SignUpInput extends ConsentWording {
  readonly email: unknown;
  /** A language tag; the site's own when it is left out or not one. */
  readonly locale?: string;
  /** Ids of topics and body regions the person wants to hear about. What the site does not know any more is left out. */
  readonly interests?: readonly string[];
}

/** The one answer there is: whether an address is known is nobody's business. */
export interface SignUpAccepted {
  readonly accepted: true;
}

/** Somebody asks for a site's newsletter. Nothing is sent to them but one mail that asks back. */
@Injectable()
export class SignUp {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly consents: Consents,
    private readonly suppressions: Suppressions,
    private readonly tokens: AudienceTokens,
    private readonly outbox: Outbox,
    private readonly interests: Interests,
  ) {}

  async run(
    site: AudienceSite,
    input: SignUpInput,
  ): Promise<Result<SignUpAccepted, InvalidEmailAddress | InvalidInput>> {
    const address = parseEmailAddress(input.email);
    if (isRefusal(address)) return address;
    const wrong = faultOf(input);
    if (wrong) return wrong;
    await this.database.transaction((tx) => this.ask(tx, site, address, input));
    return { accepted: true };
  }

  private async ask(tx: Tx, site: AudienceSite, address: EmailAddress, input: SignUpInput): Promise<void> {
    const at = this.clock.now();
    const person = await this.subscribers.lockByAddress(tx, {
      id: newId(),
      siteId: site.id,
      address: address.address,
      emailHash: this.suppressions.hashOf(site.id, address.norm),
      locale: isLocale(input.locale) ? input.locale : site.locale,
      source: 'form',
      at,
    });
    if (person.state === 'confirmed' || isThrottled(person, at)) return;
    const { wording, formUrl } = input;
    const interests = await this.interests.usable(tx, site.id, input.interests ?? []);
    await this.interests.set(tx, person.id, interests);
    await this.consents.record(tx, { subscriberId: person.id, kind: 'requested', wording, formUrl, interests, at });
    await this.subscribers.askForConfirmation(
      tx,
      person.id,
      this.tokens.hash(this.tokens.confirmation(person.id, at)),
      at,
    );
    await this.outbox.append(tx, {
      kind: 'subscriber.confirmation-requested',
      payload: { subscriberId: person.id },
    });
  }
}

function isThrottled(person: SubscriberRow, at: Date): boolean {
  return person.confirmAskedAt !== null && at.getTime() - person.confirmAskedAt.getTime() < THROTTLE_MS;
}

/** A URL parser drops a line break and a NUL; what is kept as proof must be what the browser showed. */
function isWebAddress(url: string): boolean {
  return url.length <= 500 && /^https?:\/\/[^\s\p{Cc}\p{Cf}\p{Cs}]+$/u.test(url) && URL.canParse(url);
}

function faultOf({ wording, formUrl, interests }: SignUpInput): InvalidInput | undefined {
  if (typeof wording !== 'string' || wording.trim() === '' || wording.length > 2_000 || wording.includes('\0')) {
    return new InvalidInput('wording', 'Send the words of consent as they stood in the form, 1 to 2,000 characters.');
  }
  if (formUrl !== null && !isWebAddress(formUrl))
    return new InvalidInput('formUrl', 'The address of the form must be a full web address.');
  return interestsFault(interests ?? []);
}
