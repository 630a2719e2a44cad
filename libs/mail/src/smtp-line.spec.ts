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
          const reply = /^(?:EHLO|HELO|MAIL|RCPT|DATA|RSET|QUIT|\.$)/.test(line) ? script(line, socket) : undefined;
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

  describe('with a server that takes several commands at once', () => {
    /** Answers EHLO with what it can do, and each command as the script says. */
    const pipelining =
      (script: Script): Script =>
      (line, socket) =>
        line.startsWith('EHLO') ? '250-hello\r\n250-SIZE 1000000\r\n250 PIPELINING' : script(line, socket);
    const DOTS = Buffer.from('Subject: x\r\n\r\n.hidden\r\n..\r\nlast.\r\n');

    it('says the envelope in one go and the length beforehand, and doubles dots', async () => {
      const seen: string[] = [];
      const chunks: string[] = [];
      const account = await serve(
        pipelining((line, socket) => {
          seen.push(line);
          if (line === 'DATA') socket.on('data', (chunk) => chunks.push(chunk.toString()));
          return polite(line, socket);
        }),
      );
      const line = await SmtpLine.open(account);
      expect(await line.send(FROM_TO, DOTS)).toMatchObject({ kind: 'handedOver', reply: '250 taken' });
      expect(seen.slice(0, 3)).toEqual([
        `MAIL FROM:<news@clinic.example> SIZE=${DOTS.length}`,
        'RCPT TO:<ana@example.org>',
        'DATA',
      ]);
      expect(chunks.join('')).toBe('Subject: x\r\n\r\n..hidden\r\n...\r\nlast.\r\n.\r\n');
      line.quit();
    });

    it.each([
      [
        'refuses the person and DATA',
        { RCPT: '550-5.1.1 no such\r\n550 5.1.1 person', DATA: '503 nobody' },
        'failed',
        true,
      ],
      ['refuses the person and yet asks for the message', { RCPT: '450 4.2.0 later' }, 'deferred', true],
      ['refuses the sender and yet asks for the message', { MAIL: '550 not you' }, 'senderRefused', false],
      [
        'refuses the sender and all that follows',
        { MAIL: '550 no', RCPT: '503 no', DATA: '503 no' },
        'senderRefused',
        true,
      ],
      ['closes at the first word', { MAIL: '421 too much' }, 'deferred', false],
      ['closes at the second word', { RCPT: '421 too much' }, 'deferred', false],
      ['closes instead of taking the message', { DATA: '421 going down' }, 'deferred', false],
      ['says no to the message', { '.': '554 no' }, 'failed', true],
      ['closes after the message', { '.': '421 going down' }, 'deferred', false],
    ])('knows the end when it %s', async (_what, answers, kind, usable) => {
      const messages: string[] = [];
      const answer = (line: string, socket: Socket) => {
        const known = Object.entries(answers).find(([command]) => line.startsWith(command))?.[1];
        if (line === '.') messages.push(line);
        return known ?? polite(line, socket);
      };
      const line = await SmtpLine.open(await serve(pipelining(answer)));
      const sent = await line.send(FROM_TO, Buffer.from('Subject: x\r\n\r\nHello.\r\n'));
      expect({ ...sent, usable: line.isUsable }).toMatchObject({ kind, usable });
      if (usable) expect(await line.send(FROM_TO, BIG.subarray(0, 38))).not.toMatchObject({ kind: 'broken' });
      line.close();
    });

    it('does not trust a line over which the server spoke unasked', async () => {
      const account = await serve(pipelining(polite));
      let other: Socket | undefined;
      server!.on('connection', (socket) => {
        other = socket;
      });
      const line = await SmtpLine.open(account);
      expect(line.isUsable).toBe(true);
      other!.write('421 idle for too long\r\n');
      while (line.isUsable) await new Promise((resolve) => setTimeout(resolve, 5));
      line.close();
    });
  });

  it('takes a refusal for one though the server goes in its middle', async () => {
    const abrupt: Script = (line, socket) => {
      if (!line.startsWith('RCPT')) return polite(line, socket);
      socket.end('550 no such per');
      return undefined;
    };
    expect(await send(abrupt, Buffer.from('Subject: x\r\n\r\nx'))).toMatchObject({ kind: 'failed', usable: false });
  });

  it('ends a line whose server never comes to the end of a reply', async () => {
    const endless: Script = (line, socket) =>
      line.startsWith('RCPT') ? '250-and\r\n'.repeat(20_000) : polite(line, socket);
    expect(await send(endless, Buffer.from('Subject: x\r\n\r\nx'))).toMatchObject({ kind: 'broken', usable: false });
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
