import type { Socket } from 'node:net';

/** One reply of a mail server (RFC 5321 section 4.2). */
export interface SmtpReply {
  readonly code: number;
  /** Every line of it, with its code, joined by line feeds. */
  readonly text: string;
}

/** The line to the mail server is gone. */
export class LineLost extends Error {
  override readonly name = 'LineLost';

  constructor(
    message: string,
    /** What the server was saying when it went, where that was a refusal. */
    readonly lastWords?: SmtpReply,
  ) {
    super(message);
  }
}

/** No reply is this long; who says more than this says it to fill our memory. */
const LONGEST_REPLY = 65_536;
const LAST_LINE = /^\d{3}(?![\d-])/;

/**
 * What is said and answered over one open SMTP connection. The library opens it, with greeting, TLS and sign-in; from then
 * on its socket is read here: for each message the library makes streams and listeners that cost more than the message.
 */
export class Conversation {
  private rest = '';
  private lines: string[] = [];
  /** Replies that nobody has asked for yet. */
  private readonly early: SmtpReply[] = [];
  private readonly waiting: { resolve: (reply: SmtpReply) => void; reject: (error: LineLost) => void }[] = [];
  private lostBy: LineLost | undefined;
  private wakeWriter: (() => void) | undefined;

  /** @param socket nothing may be on its way over it */
  constructor(private readonly socket: Socket) {
    socket.removeAllListeners('data');
    socket.on('data', (chunk: Buffer) => this.hear(chunk));
    socket.on('drain', () => this.wakeWriter?.());
  }

  /** True when the server said something that nobody asked for. */
  get isAhead(): boolean {
    return this.early.length > 0;
  }

  /** Writes in one go. False when the system takes no more for now: wait for `drained`. */
  say(...pieces: readonly (string | Buffer)[]): boolean {
    this.socket.cork();
    let goesOn = true;
    for (const piece of pieces) goesOn = this.socket.write(piece);
    this.socket.uncork();
    return goesOn;
  }

  /** The next reply. @throws LineLost */
  reply(): Promise<SmtpReply> {
    const known = this.early.shift();
    if (known) return Promise.resolve(known);
    if (this.lostBy) return Promise.reject(this.lostBy);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  /** Ends when the system takes more, or when the server answers before that. @throws LineLost */
  async drained(): Promise<void> {
    if (!this.lostBy && !this.isAhead) {
      await new Promise<void>((resolve) => {
        this.wakeWriter = resolve;
      });
      this.wakeWriter = undefined;
    }
    if (this.lostBy) throw this.lostBy;
  }

  /** To be called when the connection has ended, however. Whoever waits for a reply hears of it. */
  lose(message: string): void {
    if (this.lostBy) return;
    // A server that goes in the middle of a line has said no all the same, when the line begins like it.
    const refusal = /^[45]\d\d[ -]/.test(this.rest) ? replyOf([...this.lines, this.rest.trimEnd()]) : undefined;
    this.lostBy = new LineLost(message, refusal);
    for (const { reject } of this.waiting.splice(0)) reject(this.lostBy);
    this.wakeWriter?.();
  }

  private hear(chunk: Buffer): void {
    let text = this.rest + chunk.toString('latin1');
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = text.slice(0, text[end - 1] === '\r' ? end - 1 : end);
      text = text.slice(end + 1);
      if (line.trim() !== '') this.hearLine(line);
    }
    this.rest = text;
    if (text.length > LONGEST_REPLY || this.lines.length > LONGEST_REPLY / 64) {
      this.socket.destroy(new Error('The mail server does not come to the end of a reply.'));
    }
  }

  private hearLine(line: string): void {
    this.lines.push(line);
    // A line without a code ends a reply too, and is taken for none that could be understood.
    if (!LAST_LINE.test(line) && /^\d{3}-/.test(line)) return;
    const reply = replyOf(this.lines);
    this.lines = [];
    const first = this.waiting.shift();
    if (first) first.resolve(reply);
    else {
      this.early.push(reply);
      this.wakeWriter?.();
    }
  }
}

/** @param lines each byte one character: most servers write ASCII, some UTF-8, and old ones anything */
function replyOf(lines: readonly string[]): SmtpReply {
  const bytes = lines.join('\n');
  const plain = /^[\n\x20-\x7e]*$/.test(bytes);
  const decoded = plain ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
  const text = decoded.includes('\uFFFD') ? bytes : decoded;
  return { code: Number(/^\d{3}/.exec(lines.at(-1)!)?.[0] ?? 0), text };
}
