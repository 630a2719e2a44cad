// The yardstick of the newsletter: as many SMTP conversations as ours, each handing over ready-made messages of the same
// size, one after the other, with nothing between them: no ledger, no lease, no text for one person.
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

const { PORT, LINES, MESSAGES, BYTES } = process.env;
const head = 'From: <news@clinic.example>\r\nTo: <reader@example.org>\r\nSubject: A bench\r\n\r\n';
const line = `${'A sentence of a newsletter that says something useful to people. '.slice(0, 74)}\r\n`;
const body = head + line.repeat(Math.ceil((Number(BYTES) - head.length) / line.length));
const message = Buffer.from(`${body.slice(0, Number(BYTES) - 2).replace(/\r?$/, '')}\r\n`);

async function open() {
  const connection = new SMTPConnection({ host: '127.0.0.1', port: Number(PORT), ignoreTLS: true });
  connection.on('error', () => undefined);
  await new Promise((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));
  return connection;
}

const lines = await Promise.all(Array.from({ length: Number(LINES) }, open));

async function hand(connection) {
  const envelope = { from: 'news@clinic.example', to: ['reader@example.org'] };
  await new Promise((resolve, reject) =>
    connection.send(envelope, Readable.from([message]), (error) => (error ? reject(error) : resolve())),
  );
}

process.on('message', async () => {
  let left = Number(MESSAGES);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await Promise.all(
    lines.map(async (connection) => {
      while (left-- > 0) await hand(connection);
    }),
  );
  const used = process.cpuUsage(cpu);
  process.send({ seconds: (performance.now() - began) / 1_000, cpuSeconds: (used.user + used.system) / 1e6 });
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
