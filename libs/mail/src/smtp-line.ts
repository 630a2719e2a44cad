import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Conversation } from './conversation.js';
import { deliver, featuresOf, type SmtpFeatures } from './deliver.js';
import { signed, vouchesFor } from './dkim.js';
import type { MessagePieces } from './dots.js';
import { plainHeader } from './mime.js';
import { plainReply, type SendOutcome } from './outcome.js';
import type { SmtpAccount } from './smtp-options.js';

export interface Envelope {
  readonly from: string;
  readonly to: string;
  /** The same for every try of one delivery; sent in the header that the account names, where it names one. */
  readonly idempotencyKey?: string;
}

/** The mail server cannot be used at all now: no connection, no greeting, no TLS, no sign-in. */
export class MailServerUnavailable extends Error {
  override readonly name = 'MailServerUnavailable';
}

/** One SMTP conversation, one message at a time. */
export class SmtpLine {
  private usable = true;
  private talk: Conversation | undefined;
  private features: SmtpFeatures = featuresOf('');
  sent = 0;

  private constructor(
    private readonly connection: SMTPConnection,
    /** Whose server is at the other end. */
    readonly account: SmtpAccount,
  ) {
    // A server may close an idle line at any time; without listeners the process would end.
    connection.on('error', (error) => {
      this.lose(error.message);
      this.close();
    });
    connection.on('end', () => this.lose('The connection ended without a reply.'));
  }

  /** Opens a line up to the point where a message can be sent. @throws MailServerUnavailable */
  static async open(account: SmtpAccount): Promise<SmtpLine> {
    const connection = new SMTPConnection(account.connection);
    const line = new SmtpLine(connection, account);
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.once('end', () => reject(new Error('The connection ended before the greeting.')));
        connection.connect((error) => (error ? reject(error) : resolve()));
      });
      line.features = featuresOf(connection.lastServerResponse || '');
      if (account.login) {
        const login = account.login;
        await new Promise<void>((resolve, reject) =>
          connection.login({ ...login }, (error) => (error ? reject(error) : resolve())),
        );
      }
      if (!connection._socket) throw new Error('The connection ended before the first message.');
      line.talk = new Conversation(connection._socket);
    } catch (error) {
      line.close();
      throw new MailServerUnavailable(plainReply(error instanceof Error ? error.message : String(error)));
    }
    return line;
  }

  /** Not after the server said something by itself: it is about to close, or at another place of the conversation. */
  get isUsable(): boolean {
    return this.usable && !this.talk?.isAhead;
  }

  /** Hands one message, whole or in pieces, to one person. Never throws: how it ended is the answer. */
  async send(envelope: Envelope, given: Buffer | MessagePieces): Promise<SendOutcome> {
    const { dkim } = this.account;
    const message = this.marked(envelope, Buffer.isBuffer(given) ? [given] : given);
    if (!dkim || !vouchesFor(dkim, envelope.from)) return this.hand(envelope, message);
    const ready = await signed(Buffer.concat(message), dkim).catch(() => undefined);
    if (!ready) return { kind: 'broken', reply: 'The message could not be signed.' };
    return this.hand(envelope, [ready]);
  }

  /** With the header by which the server takes the same delivery once. */
  private marked({ idempotencyKey }: Envelope, message: MessagePieces): MessagePieces {
    const { idempotencyHeader } = this.account;
    if (!idempotencyHeader || !idempotencyKey) return message;
    return [Buffer.from(`${plainHeader(idempotencyHeader, idempotencyKey)}\r\n`), ...message];
  }

  private async hand(envelope: Envelope, message: MessagePieces): Promise<SendOutcome> {
    const talk = this.talk!;
    const { outcome, inStep } = await deliver(talk, this.features, envelope, message);
    this.sent += 1;
    if (outcome.kind === 'broken' || outcome.kind === 'unknown' || !inStep) this.close();
    else if (outcome.kind !== 'handedOver') await this.reset(talk);
    return outcome;
  }

  /** After a refusal the server still holds the open transaction: without this it would refuse the next person too. */
  private async reset(talk: Conversation): Promise<void> {
    talk.say('RSET\r\n');
    const reply = await talk.reply().catch(() => undefined);
    if (reply?.code !== 250) this.close();
  }

  private lose(message: string): void {
    this.usable = false;
    this.talk?.lose(message);
  }

  /** Ends the conversation politely. */
  quit(): void {
    if (!this.usable) return;
    this.talk?.say('QUIT\r\n');
    this.close();
  }

  close(): void {
    this.connection.close();
    this.lose('The line was closed.');
  }
}
