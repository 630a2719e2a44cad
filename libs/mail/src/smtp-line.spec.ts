import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MailServerUnavailable, SmtpLine } from './smtp-line.js';
import type { SmtpAccount } from './smtp-options.js';

const FROM_TO = { from: 'news@clinic.example', to: 'ana@example.org' };
const BIG = Buffer.from(`Subject: x\r\n\r\n${'A line of text that fills the buffers.\r\n'.repeat(400_000)}`);

/** What one side of a conversation does after each line of the other. */
type Script = (line: string, socket: Socket) => string | undefined;

const polite: Script = (line) => {
  if (line.startsWith('DATA')) return '354 go on';
  return line === '.' ? '250 taken' : '250 ok';
};

describe('one SMTP conversation', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  async function serve(script: Script, greeting: string | null = '220 hello', patience = 1_000): Promise<SmtpAccount> {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (greeting !== null) socket.write(`${greeting}\r\n`);
      let rest = '';
      socket.on('data', (chunk) => {
        const lines = (rest + chunk.toString('latin1')).split('\r\n');
        rest = lines.pop()!;
        for (const line of lines) {
          const reply = /^(?:EHLO|HELO|MAIL|RCPT|DATA|RSET|QUIT|\.)/.test(line) ? script(line, socket) : undefined;
          if (reply) socket.write(`${reply}\r\n`);
        }
      });
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.address() as { port: number };
    const times = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience };
    return { key: 'spec', connection: { host: '127.0.0.1', port, secure: false, ignoreTLS: true, ...times } };
  }
  const send = async (script: Script, message: Buffer, patience?: number) => {
    const line = await SmtpLine.open(await serve(script, undefined, patience));
    const outcome = await line.send(FROM_TO, message);
    return { ...outcome, usable: line.isUsable, line };
  };

  it('hands a large message over', async () => {
    // Sixteen megabytes take a busy machine longer than the second in which the others have to fail.
    const sent = await send(polite, BIG, 20_000);
    expect(sent).toMatchObject({ kind: 'handedOver', reply: '250 taken', usable: true });
    sent.line.quit();
  });

  it.each([
    ['offers', '250-hello\r\n250 SMTPUTF8', 'handedOver', ['MAIL FROM:<news@clinic.example> SMTPUTF8']],
    ['does not offer', '250 hello', 'failed', []],
  ])(
    'hands an internationalised address to a server that %s SMTPUTF8, or not at all',
    async (_what, hello, kind, mails) => {
      const seen: string[] = [];
      const script: Script = (line, socket) => {
        seen.push(line);
        return line.startsWith('EHLO') ? hello : polite(line, socket);
      };
      const line = await SmtpLine.open(await serve(script));
      const sent = await line.send({ ...FROM_TO, to: 'zoë@example.org' }, Buffer.from('Subject: x\r\n\r\nx'));
      expect(sent).toMatchObject({ kind });
      expect(seen.filter((one) => one.startsWith('MAIL'))).toEqual(mails);
      if (kind === 'failed') expect(sent.reply).toContain('RFC 6531');
      // The next person is none the worse for it.
      expect(await line.send(FROM_TO, Buffer.from('Subject: x\r\n\r\nx'))).toMatchObject({ kind: 'handedOver' });
      line.quit();
    },
  );

  it('knows that a message cut in its middle was not handed over', async () => {
    // The server stops reading, so that the rest of the body cannot leave this machine, and cuts.
    const script: Script = (line, socket) => {
      if (line !== 'DATA') return polite(line, socket);
      setTimeout(() => socket.destroy(), 100);
      socket.pause();
      return '354 go on';
    };
    expect(await send(script, BIG)).toMatchObject({ kind: 'broken', usable: false });
  });

  it('knows that it does not know when no reply comes after the final dot', async () => {
    const silent: Script = (line, socket) => (line === '.' ? undefined : polite(line, socket));
    expect(await send(silent, Buffer.from('Subject: x\r\n\r\nHello.\r\n'))).toMatchObject({
      kind: 'unknown',
      usable: false,
    });
  });

  it('does not go on with a line whose server answered in the middle of the body', async () => {
    const hasty: Script = (line, socket) => (line === 'DATA' ? '354 go on\r\n552 too much' : polite(line, socket));
    expect(await send(hasty, BIG)).toMatchObject({ kind: 'failed', usable: false });
  });

  it('goes on after a refusal with a clean conversation', async () => {
    const seen: string[] = [];
    let refused = 0;
    const account = await serve((line, socket) => {
      seen.push(line.slice(0, 4));
      if (line.startsWith('RCPT') && refused === 0) {
        refused += 1;
        return '550 nobody here';
      }
      return polite(line, socket);
    });
    const line = await SmtpLine.open(account);
    expect(await line.send(FROM_TO, Buffer.from('Subject: x\r\n\r\nx'))).toMatchObject({ kind: 'failed' });
    expect(await line.send(FROM_TO, Buffer.from('Subject: x\r\n\r\nx'))).toMatchObject({ kind: 'handedOver' });
    expect(seen.join(' ')).toBe('EHLO MAIL RCPT RSET MAIL RCPT DATA .');
    line.quit();
  });

  it.each([
    ['says no at once', '554 go away'],
    ['never greets', null],
  ])('is not opened with a server that %s', async (_what, greeting) => {
    await expect(SmtpLine.open(await serve(polite, greeting))).rejects.toThrow(MailServerUnavailable);
  });

  it('is not opened when nobody listens', async () => {
    const account = await serve(polite);
    await new Promise((resolve) => server!.close(resolve));
    await expect(SmtpLine.open(account)).rejects.toThrow(MailServerUnavailable);
  });
});
