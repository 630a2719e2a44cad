import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { BodyStream } from './body-stream.js';
import { signed, vouchesFor } from './dkim.js';
import { plainHeader } from './mime.js';
import { classifyFault, plainReply, type SendOutcome } from './outcome.js';
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

const BEYOND_ASCII = /[^\0-\x7f]/;
/** RFC 6531 section 3.2: without the extension such an address must not be sent, and no server on the way has to take it. */
const NO_SMTPUTF8 =
  'Nothing was sent: our mail server cannot carry an address with letters beyond ASCII before the @ (it does not offer SMTPUTF8, RFC 6531).';

/** One SMTP conversation, one message at a time. */
export class SmtpLine {
  private usable = true;
  sent = 0;

  private constructor(
    private readonly connection: SMTPConnection,
    /** Whose server is at the other end. */
    readonly account: SmtpAccount,
  ) {
    // A server may close an idle line at any time; without listeners the process would end.
    connection.on('error', () => this.close());
    connection.on('end', () => {
      this.usable = false;
    });
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
      if (account.login) {
        const login = account.login;
        await new Promise<void>((resolve, reject) =>
          connection.login({ ...login }, (error) => (error ? reject(error) : resolve())),
        );
      }
    } catch (error) {
      line.close();
      throw new MailServerUnavailable(plainReply(error instanceof Error ? error.message : String(error)));
    }
    return line;
  }

  get isUsable(): boolean {
    return this.usable;
  }

  /** The library reads the greeting and keeps what the server offers to itself; its version is pinned. */
  private get takesInternational(): boolean {
    const { _supportedExtensions: offered } = this.connection as unknown as { _supportedExtensions: readonly string[] };
    return offered.includes('SMTPUTF8');
  }

  /** Hands one message to one person. Never throws: how it ended is the answer. */
  async send(envelope: Envelope, given: Buffer): Promise<SendOutcome> {
    const { dkim } = this.account;
    const message = this.marked(envelope, given);
    if (!dkim || !vouchesFor(dkim, envelope.from)) return this.hand(envelope, message);
    try {
      return await this.hand(envelope, await signed(message, dkim));
    } catch {
      return { kind: 'broken', reply: 'The message could not be signed.' };
    }
  }

  /** With the header by which the server takes the same delivery once. */
  private marked({ idempotencyKey }: Envelope, message: Buffer): Buffer {
    const { idempotencyHeader } = this.account;
    if (!idempotencyHeader || !idempotencyKey) return message;
    return Buffer.concat([Buffer.from(`${plainHeader(idempotencyHeader, idempotencyKey)}\r\n`), message]);
  }

  private async hand(envelope: Envelope, message: Buffer): Promise<SendOutcome> {
    if (BEYOND_ASCII.test(envelope.to) && !this.takesInternational) return { kind: 'failed', reply: NO_SMTPUTF8 };
    const body = new BodyStream(message);
    const outcome = await new Promise<SendOutcome>((resolve) => {
      this.connection.send({ from: envelope.from, to: [envelope.to], size: message.length }, body, (error, info) => {
        if (error) return resolve(classifyFault(error, body.ended));
        const reply = plainReply(info?.response ?? '');
        // A server that says yes before it has the whole message cannot be believed either way.
        resolve({ kind: body.ended ? 'handedOver' : 'unknown', reply });
      });
    });
    this.sent += 1;
    // A reply in the middle of the body leaves both sides at different places of the conversation.
    const outOfStep = body.begun && !body.ended;
    if (outcome.kind === 'broken' || outcome.kind === 'unknown' || outOfStep) this.close();
    else if (outcome.kind !== 'handedOver') await this.reset();
    return outcome;
  }

  /** After a refusal the server still holds the open transaction: without this it would refuse the next person too. */
  private reset(): Promise<void> {
    return new Promise((resolve) => {
      const lost = () => {
        this.close();
        resolve();
      };
      this.connection.once('end', lost);
      this.connection.reset((error) => {
        this.connection.off('end', lost);
        if (error) this.close();
        resolve();
      });
    });
  }

  /** Ends the conversation politely. */
  quit(): void {
    if (!this.usable) return;
    this.usable = false;
    this.connection.quit();
  }

  close(): void {
    this.usable = false;
    this.connection.close();
  }
}
