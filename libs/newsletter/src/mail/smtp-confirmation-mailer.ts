import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
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
import { type SiteLogo, siteLogo } from '#media';
import { Database, LOGGER, type Logger, SETTINGS, type Settings } from '#platform';
import { messageIdOf } from '../message/compiled-issue.js';
import { logoBlock } from '../message/logo-block.js';
import { buttonBlock, renderShell, textBlock } from '../message/shell.js';
import { mailWords } from '../message/words.js';
import { SmtpPool } from './smtp-pool.js';

/** Sends confirmation mails over the same lines as newsletters. */
@Injectable()
export class SmtpConfirmationMailer extends ConfirmationMailer {
  constructor(
    private readonly pool: SmtpPool,
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async send(mail: ConfirmationMail): Promise<ConfirmationOutcome> {
    const bytes = await confirmationMessage(mail, await this.logoOf(mail));
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

  /** As it was when the person asked, so that a second try has the same bytes. Somebody waits for this mail: it goes without. */
  private async logoOf({ site: { logoMediaId }, date, deliveryId }: ConfirmationMail): Promise<SiteLogo | null> {
    if (logoMediaId === null) return null;
    const { publicUrl } = this.settings;
    return siteLogo(this.database.client, logoMediaId, { asOf: date, publicUrl }).catch((error: unknown) => {
      this.logger.error({ err: error, deliveryId }, 'a logo could not be read, and a confirmation mail goes without');
      return null;
    });
  }
}

async function confirmationMessage(mail: ConfirmationMail, logo: SiteLogo | null): Promise<Buffer> {
  const { site, lines, link, button, deliveryId, locale } = mail;
  const words = mailWords(locale);
  const sender = `${site.name}, ${site.postalAddress}`;
  const html = await renderShell({
    locale,
    title: mail.subject,
    preheader: '',
    accentColor: site.accentColor,
    body: [
      ...(logo ? [logoBlock(logo, site.name)] : []),
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
