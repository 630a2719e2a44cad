import { createHash } from 'node:crypto';
import {
  type EncodedBody,
  encodeBody,
  escapeHtml,
  fillBody,
  headerDate,
  mailbox,
  multipartPieces,
  plainHeader,
  smtpAddress,
  textHeader,
} from '#mail';
import type { IssueSite } from './article-block.js';
import { type IssueText, issueHtml, type Placeholders } from './html-part.js';
import { issueText } from './text-part.js';

/** What differs from person to person. */
export interface RecipientValues {
  readonly deliveryId: string;
  readonly email: string;
  readonly unsubscribeUrl: string;
  /** When they asked for the newsletter, as people write it. */
  readonly since: string;
  /** How often a person agreed to send it again: another message each time, for mail servers that drop second copies. */
  readonly resends?: number;
}

export interface ReadyMessage {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  /** What is the same for everybody stands in pieces of its own, which are never changed. */
  readonly pieces: readonly Buffer[];
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

/** The domain that our own ids carry: the sender's. */
const domainOf = (site: { senderEmail: string }) => smtpAddress(site.senderEmail).split('@').at(-1)!;

/** The Message-ID of one delivery: the same every time it is made, so that a second copy can be told as one. */
export function messageIdOf(deliveryId: string, site: { senderEmail: string }): string {
  return messageIdAt(deliveryId, domainOf(site));
}

function messageIdAt(deliveryId: string, domain: string): string {
  return `<${sha(`message ${deliveryId}`).slice(0, 40)}@${domain}>`;
}

/** RFC 2919: names the list for ever, whoever sends. */
export function listIdOf(site: Pick<IssueSite, 'name' | 'slug' | 'url'>): string {
  const host = URL.canParse(site.url) ? new URL(site.url).hostname : 'localhost';
  return mailbox(site.name, `newsletter.${site.slug}.${host}`);
}

/**
 * An issue made ready once; a message for one person costs two small values then. The same issue and person give the
 * same bytes, whenever and wherever they are made: date, ids and boundaries come from the issue.
 */
export class CompiledIssue {
  private readonly from: string;
  private readonly boundary: string;
  private readonly idDomain: string;
  /** Headers that are the same for everybody: made once. */
  private readonly first: readonly string[];
  private readonly last: readonly string[];

  private constructor(
    issueId: string,
    frozenAt: Date,
    { site, locale, subject }: IssueText,
    private readonly html: EncodedBody,
    private readonly text: EncodedBody,
  ) {
    this.from = smtpAddress(site.senderEmail);
    this.idDomain = domainOf(site);
    this.boundary = `=_${sha(`boundary ${issueId}`).slice(0, 32)}`;
    this.first = [
      `From: ${mailbox(site.senderName, this.from)}`,
      textHeader('Subject', subject),
      plainHeader('Date', headerDate(frozenAt)),
      plainHeader('List-Id', listIdOf(site)),
    ];
    this.last = [
      plainHeader('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
      plainHeader('Content-Language', locale),
    ];
  }

  /** @throws when the template is broken: a bug */
  static async compile(issueId: string, frozenAt: Date, issue: IssueText): Promise<CompiledIssue> {
    // No text of an article can hold these: nobody can know the hash before the issue exists.
    const mark = (name: string) => `hole-${name}-${sha(`hole ${name} ${issueId}`).slice(0, 24)}`;
    const marks: Placeholders = { unsubscribeUrl: mark('unsubscribe'), since: mark('since') };
    const holes = { [marks.unsubscribeUrl]: 'unsubscribeUrl', [marks.since]: 'since' };
    const html = encodeBody(await issueHtml(issue, marks), holes);
    return new CompiledIssue(issueId, frozenAt, issue, html, encodeBody(issueText(issue, marks), holes));
  }

  /** The message for one person. */
  message(person: RecipientValues): ReadyMessage {
    const to = smtpAddress(person.email);
    const again = person.resends ? ` again ${person.resends}` : '';
    const messageId = messageIdAt(`${person.deliveryId}${again}`, this.idDomain);
    const headers = [
      ...this.first,
      plainHeader('To', to),
      plainHeader('Message-ID', messageId),
      plainHeader('List-Unsubscribe', `<${person.unsubscribeUrl}>`),
      ...this.last,
      plainHeader('X-Delivery-Id', person.deliveryId),
    ];
    const values = { unsubscribeUrl: person.unsubscribeUrl, since: person.since };
    const htmlValues = { unsubscribeUrl: escapeHtml(person.unsubscribeUrl), since: escapeHtml(person.since) };
    const pieces = multipartPieces({
      headers,
      boundary: this.boundary,
      text: fillBody(this.text, values),
      html: fillBody(this.html, htmlValues),
    });
    return { messageId, from: this.from, to, pieces };
  }
}
