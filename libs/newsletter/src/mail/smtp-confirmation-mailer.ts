import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ConfirmationMail, ConfirmationMailer, type ConfirmationOutcome } from '#audience';
import {
  encodeBody,
  escapeHtml,
  fillBody,
  headerDate,
  MailServerUnavailable,
  mailbox,
  multipart,
  plainHeader,
  smtpAddress,
  textHeader,
} from '#mail';
import { messageIdOf } from '../message/compiled-issue.js';
import { buttonBlock, renderShell, textBlock } from '../message/shell.js';
import { mailWords } from '../message/words.js';
import { SmtpPool } from './smtp-pool.js';

/** Sends confirmation mails over the same lines as newsletters. */
@Injectable()
export class SmtpConfirmationMailer extends ConfirmationMailer {
  constructor(private readonly pool: SmtpPool) {
    super();
  }

  async send(mail: ConfirmationMail): Promise<ConfirmationOutcome> {
    const bytes = await confirmationMessage(mail);
    const line = await this.pool.acquire().catch((error: unknown) => {
      if (error instanceof MailServerUnavailable) return null;
      throw error;
    });
    if (!line) return 'tryAgain';
    try {
      const outcome = await line.send({ from: smtpAddress(mail.site.senderEmail), to: smtpAddress(mail.to) }, bytes);
      if (outcome.kind === 'handedOver' || outcome.kind === 'unknown') return outcome.kind;
      return outcome.kind === 'failed' ? 'refused' : 'tryAgain';
    } finally {
      this.pool.release(line);
    }
  }
}

async function confirmationMessage(mail: ConfirmationMail): Promise<Buffer> {
  const { site, lines, link, button, deliveryId, locale } = mail;
  const words = mailWords(locale);
  const sender = `${site.name}, ${site.postalAddress}`;
  const html = await renderShell({
    locale,
    title: mail.subject,
    preheader: '',
    body: [
      textBlock(`<h1 style="margin:0;font-size:22px;line-height:1.3">${escapeHtml(site.name)}</h1>`),
      ...lines.map((line) => textBlock(escapeHtml(line), 'ink', 'padding="10px 0 0"')),
      buttonBlock(button, link),
      '<mj-divider />',
      textBlock(`${escapeHtml(words.ignore)}<br />${escapeHtml(sender)}`, 'soft'),
    ].join('\n'),
  });
  const text = [site.name, ...lines, `${button}: ${link}`, `-- \n${words.ignore}\n${sender}`].join('\n\n');
  return multipart({
    headers: [
      `From: ${mailbox(site.senderName, smtpAddress(site.senderEmail))}`,
      plainHeader('To', smtpAddress(mail.to)),
      textHeader('Subject', mail.subject),
      plainHeader('Date', headerDate(mail.date)),
      plainHeader('Message-ID', messageIdOf(deliveryId, site)),
      plainHeader('Auto-Submitted', 'auto-generated'),
      plainHeader('Content-Language', locale),
      plainHeader('X-Delivery-Id', deliveryId),
    ],
    boundary: `=_${createHash('sha256').update(`boundary ${deliveryId}`).digest('hex').slice(0, 32)}`,
    text: fillBody(encodeBody(text, {}), {}),
    html: fillBody(encodeBody(html, {}), {}),
  });
}
