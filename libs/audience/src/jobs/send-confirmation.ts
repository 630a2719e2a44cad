import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Sites } from '#identity';
import { Clock } from '#kernel';
import { Database, type JobHandler, SETTINGS, type Settings } from '#platform';
import { ConfirmationMailer, confirmationMail } from '../domain/confirmation-mail.js';
import { AudienceTokens } from '../domain/tokens.js';
import { Consents } from '../persistence/consents.js';
import { Subscribers } from '../persistence/subscribers.js';
import { sendConfirmationJob } from './jobs.js';

/**
 * Sends a confirmation mail at most once a request. The right to send is taken before the mail leaves and given back
 * only when it certainly did not: a worker that is killed in between loses the mail, never doubles it, and the person
 * can ask again after five minutes.
 */
@Injectable()
export class SendConfirmation implements JobHandler<{ subscriberId: string }> {
  readonly job = sendConfirmationJob;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly consents: Consents,
    private readonly tokens: AudienceTokens,
    private readonly sites: Sites,
    private readonly mailer: ConfirmationMailer,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async run({ subscriberId }: { subscriberId: string }): Promise<void> {
    const person = await this.subscribers.byId(subscriberId);
    const askedAt = person?.confirmAskedAt;
    if (!person || !askedAt || person.state !== 'pending') return;
    const site = await this.sites.byId(person.siteId);
    if (!site || !(await this.subscribers.claimConfirmationMail(person.id, askedAt, this.clock.now()))) return;
    const consent = await this.consents.lastRequested(this.database.client, person.id);
    const token = this.tokens.confirmation(person.id, askedAt);
    const link = `${this.settings.publicUrl}/newsletter/confirm/${token}`;
    const deliveryId = createHash('sha256').update(`confirm ${token}`).digest('hex').slice(0, 32);
    const mail = confirmationMail(
      { ...person, askedAt, email: this.subscribers.addressOf(person) },
      site,
      consent,
      link,
      deliveryId,
    );
    if ((await this.mailer.send(mail)) !== 'tryAgain') return;
    await this.subscribers.releaseConfirmationMail(person.id, askedAt);
    throw new Error(`The mail server did not take the confirmation mail of subscriber ${person.id} yet.`);
  }
}
