import { createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { BodyStream } from './body-stream.js';

/** A server that says yes to everything and keeps what it was given after DATA, byte by byte. */
function hungryServer(bodies: Buffer[]): Server {
  return createServer((socket: Socket) => {
    let body: Buffer | null = null;
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (body) {
        body = Buffer.concat([body, bytes]);
        if (!body.subarray(-5).equals(Buffer.from('\r\n.\r\n'))) return;
        bodies.push(body);
        body = null;
        socket.write('250 taken\r\n');
      } else if (bytes.toString().startsWith('DATA')) {
        body = Buffer.alloc(0);
        socket.write('354 go on\r\n');
      } else socket.write('250 yes\r\n');
    });
    socket.write('220 hello\r\n');
  });
}

describe('the body of a message on its way', () => {
  const bodies: Buffer[] = [];
  const server = hungryServer(bodies);
  let connection: SMTPConnection;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    connection = new SMTPConnection({
      host: '127.0.0.1',
      port: (server.address() as { port: number }).port,
      ignoreTLS: true,
    });
    await new Promise<void>((resolve) => connection.connect(() => resolve()));
  });
  afterAll(async () => {
    connection.close();
    await new Promise((resolve) => server.close(resolve));
  });

  /** What arrives between the permission to send and the final dot, and the dot. */
  async function arriving(stream: Readable): Promise<string> {
    await new Promise<void>((resolve, reject) =>
      connection.send({ from: 'a@clinic.example', to: ['b@example.org'] }, stream, (error) =>
        error ? reject(error) : resolve(),
      ),
    );
    return bodies.pop()!.toString('latin1');
  }

  it.each([
    ['an ordinary one', 'Subject: x\r\n\r\nHello.\r\nBye.\r\n'],
    ['dots that begin lines', 'Subject: x\r\n\r\n.\r\n..\r\n...three\r\n.\r\n'],
    ['a dot first of all', '.\r\nx\r\n.\r\n'],
    ['line feeds alone', 'Subject: x\r\n\r\na\n.\nb\r\n'],
    ['carriage returns alone', 'Subject: x\r\n\r\na\r.\rb\r\n'],
    ['no end of its last line', 'Subject: x\r\n\r\n.a'],
    ['more than fits at once', `Subject: x\r\n\r\n${'.line\r\n'.repeat(20_000)}`],
  ])('arrives as the library would send it: %s', async (_what, message) => {
    const stream = new BodyStream(Buffer.from(message));
    const ours = await arriving(stream);
    expect(stream).toMatchObject({ begun: true, ended: true });
    const theirs = await arriving(Readable.from([Buffer.from(message)]));
    const unstuffed = (text: string) => text.slice(0, -3).replace(/(^|\n)\./g, '$1');
    if (/[^\r]\n/.test(message)) expect(unstuffed(ours)).toBe(message);
    else expect(ours).toBe(theirs);
  });
});
