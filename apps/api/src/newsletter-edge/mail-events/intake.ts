import { Inject, Injectable } from '@nestjs/common';
import { Clock, isRefusal, NotFound, type Refusal } from '#kernel';
import {
  type ReportedEvent,
  readMailgun,
  readMailReport,
  readPostmark,
  readSes,
  TakeMailEvents,
  type TakenEvents,
} from '#newsletter';
import { LOGGER, type Logger, SETTINGS, type Settings } from '#platform';
import { isBasic, isBearer, isMailgun } from './proofs.js';
import { BadSignature, ReplayedReport, UnreadableReport } from './refusals.js';
import { AmazonFetch, isAmazon, readSns, SnsVerifier } from './sns.js';

type Settled = TakenEvents | Refusal;

/** Mailgun tries for eight hours, signing anew each time; what is a day old is not its doing. */
const OLDEST_MS = 24 * 3_600_000;

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * Where reports come in: each source proves itself in its own way before a word of it is believed, and then tells the same
 * events. A source that is not set up does not exist.
 */
@Injectable()
export class MailEventIntake {
  constructor(
    private readonly take: TakeMailEvents,
    private readonly sns: SnsVerifier,
    private readonly amazon: AmazonFetch,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A message of the mailbox for bounces, passed on by whoever holds the key. */
  async report(raw: unknown, authorization: string | undefined): Promise<Settled> {
    const { key } = this.settings.mailEvents;
    if (!key) return notSetUp();
    if (!isBearer(authorization, key)) return new BadSignature();
    return this.settle(typeof raw === 'string' ? readMailReport(raw, this.clock.now()) : undefined);
  }

  async postmark(body: unknown, authorization: string | undefined): Promise<Settled> {
    const { postmark } = this.settings.mailEvents;
    if (!postmark) return notSetUp();
    if (!isBasic(authorization, postmark)) return new BadSignature();
    return this.settle(readPostmark(parsed(body)));
  }

  async mailgun(body: unknown): Promise<Settled> {
    const { mailgunKey } = this.settings.mailEvents;
    if (!mailgunKey) return notSetUp();
    const report = readMailgun(parsed(body));
    if (!report) return new UnreadableReport();
    if (!isMailgun(report.signature, mailgunKey)) return new BadSignature();
    const age = this.clock.now().getTime() - Number(report.signature.timestamp) * 1_000;
    if (!(Math.abs(age) <= OLDEST_MS)) return new ReplayedReport();
    const taken = await this.settle(report.events);
    return !isRefusal(taken) && taken.replayed > 0 ? new ReplayedReport() : taken;
  }

  /** Reports of SES come in envelopes of SNS. The topic is asked before anything is fetched. */
  async ses(body: unknown): Promise<Settled> {
    const { sesTopic } = this.settings.mailEvents;
    if (!sesTopic) return notSetUp();
    const envelope = readSns(parsed(body));
    if (!envelope) return new UnreadableReport();
    if (envelope.TopicArn !== sesTopic || !(await this.sns.isGenuine(envelope, this.clock.now()))) {
      return new BadSignature();
    }
    if (envelope.Type === 'SubscriptionConfirmation') return this.confirm(envelope.SubscribeURL ?? '');
    if (envelope.Type === 'UnsubscribeConfirmation') return nothing();
    return this.settle(readSes(parsed(envelope.Message)));
  }

  private async confirm(address: string): Promise<Settled> {
    if (!isAmazon(address)) return new BadSignature();
    await this.amazon.text(address);
    this.logger.info('the SNS topic for reports of mail was confirmed');
    return nothing();
  }

  private async settle(events: readonly ReportedEvent[] | undefined): Promise<Settled> {
    const readable = events?.every(({ at }) => !Number.isNaN(at.getTime()));
    return events && readable ? this.take.run(events) : new UnreadableReport();
  }
}

const nothing = (): TakenEvents => ({ taken: 0, known: 0, replayed: 0, unmatched: 0 });
const notSetUp = () => new NotFound('Reports of this kind are not taken here. An operator sets MAIL_EVENTS_… first.');
