import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the sink does with one message: take it, answer a code, or cut the connection. */
export type SinkAnswer = 'take' | { code: number; text?: string } | 'cut' | 'take and cut' | { takeAfterMs: number };

/** One step of an SMTP conversation. */
export interface SinkStep {
  /** `mail`: the sender is named, nobody else yet. `rcpt`: the recipient is named. `data`: the body is announced. `end`: the whole message is there. */
  readonly at: 'mail' | 'rcpt' | 'data' | 'end';
  readonly recipient: string;
  /** Counts the tries of this recipient, from 1. */
  readonly attempt: number;
}

/** A message that a mail server would now be answerable for. */
export interface TakenMail {
  readonly recipients: readonly string[];
  readonly raw: Buffer;
}

/** A real mail server that keeps what it takes. It notes a message before it answers 250, as a good one does. */
export interface MailSink {
  readonly url: string;
  readonly port: number;
  readonly taken: readonly TakenMail[];
  /** Connections that were opened so far. */
  readonly connections: number;
  /** Decides each step; everything is taken when nothing is set. */
  behave(answer: (step: SinkStep) => SinkAnswer): void;
  takenBy(recipient: string): readonly TakenMail[];
  parsed(recipient: string): Promise<ParsedMail>;
  clear(): void;
  close(): Promise<void>;
}

interface Wire {
  readonly connections: Set<{ id: string; _socket: Socket }>;
}

/** Starts a sink on a free port, or on `port`. */
export async function startMailSink(port = 0): Promise<MailSink> {
  const taken: TakenMail[] = [];
  const attempts = new Map<string, number>();
  let connections = 0;
  let answer: (step: SinkStep) => SinkAnswer = () => 'take';

  const cut = (session: SMTPServerSession) => {
    for (const connection of (server as unknown as Wire).connections) {
      if (connection.id === session.id) connection._socket.destroy();
    }
  };
  const recipientOf = (session: SMTPServerSession) => session.envelope.rcptTo[0]?.address ?? '';
  const refusal = (reply: { code: number; text?: string }) =>
    Object.assign(new Error(reply.text ?? 'no'), { responseCode: reply.code });
  const at = (step: SinkStep['at'], recipient: string): SinkAnswer =>
    answer({ at: step, recipient, attempt: attempts.get(recipient) ?? 1 });

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onConnect(_session, callback) {
      connections += 1;
      callback();
    },
    onMailFrom(_address, _session, callback) {
      const what = at('mail', '');
      callback(typeof what === 'object' && 'code' in what ? refusal(what) : null);
    },
    onRcptTo({ address }, session, callback) {
      attempts.set(address, (attempts.get(address) ?? 0) + 1);
      const what = at('rcpt', address);
      if (what === 'cut') return cut(session);
      callback(typeof what === 'object' && 'code' in what ? refusal(what) : null);
    },
    onData(stream, session, callback) {
      const recipient = recipientOf(session);
      if (at('data', recipient) === 'cut') return cut(session);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const what = at('end', recipient);
        if (what === 'cut') return cut(session);
        if (typeof what === 'object' && 'code' in what) return callback(refusal(what));
        taken.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks) });
        if (what === 'take and cut') return cut(session);
        if (typeof what === 'object') return void setTimeout(() => callback(), what.takeAfterMs);
        callback();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const { port: listening } = server.server.address() as AddressInfo;
  const takenBy = (recipient: string) => taken.filter(({ recipients }) => recipients.includes(recipient));

  return {
    url: `smtp://127.0.0.1:${listening}`,
    port: listening,
    taken,
    get connections() {
      return connections;
    },
    behave(decide) {
      answer = decide;
    },
    takenBy,
    async parsed(recipient) {
      return simpleParser(takenBy(recipient)[0]!.raw);
    },
    clear() {
      taken.length = 0;
      attempts.clear();
      answer = () => 'take';
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
