import { createHash } from 'node:crypto';
import {
  encodeBody,
  escapeHtml,
  fillBody,
  headerDate,
  mailbox,
  multipart,
  plainHeader,
  smtpAddress,
  textHeader,
} from '#mail';
import type { NoticeDetail } from './notice.js';
import { fillIn, type NoticeKind, wordingOf } from './wording.js';

/** Everything a message needs, read when it is sent. */
export interface NoticeParts {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly createdAt: Date;
  readonly to: string;
  readonly site: {
    readonly name: string;
    readonly locale: string;
    readonly timeZone: string;
    readonly senderName: string;
    readonly senderEmail: string;
  };
  readonly title: string;
  /** Where the subject is opened. */
  readonly url: string;
  readonly detail: NoticeDetail;
  /** The name of the person in `detail.byId`. */
  readonly byName: string;
}

export interface NoticeMessage {
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
}

/**
 * The message of a notice: plain text and simple HTML, nothing loaded from elsewhere and nothing of the article but
 * its title. Message-ID and date come from the ledger row, so that a second copy can be told as one.
 */
export function noticeMessage(parts: NoticeParts): NoticeMessage {
  const { site, url } = parts;
  const words = wordingOf(parts.kind, site.locale);
  const values = valuesOf(parts);
  const [line, why] = [fillIn(words.line, values), fillIn(words.why, values)];
  const from = smtpAddress(site.senderEmail);
  const to = smtpAddress(parts.to);
  const text = [line, `${words.open}: ${url}`, `-- \n${why}`].join('\n\n');
  const html = [
    `<!doctype html><html lang="${escapeHtml(site.locale)}"><body style="font-family:sans-serif;font-size:16px">`,
    `<p>${escapeHtml(line)}</p>`,
    `<p><a href="${escapeHtml(url)}">${escapeHtml(words.open)}</a></p>`,
    `<p style="font-size:13px">${escapeHtml(why)}</p></body></html>`,
  ].join('\n');
  const digest = createHash('sha256').update(`staff notice ${parts.id}`).digest('hex');
  const bytes = multipart({
    headers: [
      `From: ${mailbox(site.senderName, from)}`,
      plainHeader('To', to),
      textHeader('Subject', fillIn(words.subject, values)),
      plainHeader('Date', headerDate(parts.createdAt)),
      plainHeader('Message-ID', `<${digest.slice(0, 40)}@${from.split('@').at(-1)}>`),
      plainHeader('Auto-Submitted', 'auto-generated'),
      plainHeader('Content-Language', site.locale),
    ],
    boundary: `=_${digest.slice(40)}`,
    text: fillBody(encodeBody(text, {}), {}),
    html: fillBody(encodeBody(html, {}), {}),
  });
  return { from, to, bytes };
}

function valuesOf({ detail, title, site, byName }: NoticeParts): Record<string, string> {
  const date = detail.at && dateIn(new Date(detail.at), site);
  return { ...detail, ...(date ? { date } : {}), title, site: site.name, by: byName };
}

function dateIn(date: Date, { locale, timeZone }: NoticeParts['site']): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(date);
}
