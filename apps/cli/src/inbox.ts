import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { MailDev } from 'maildev';
import { readSettings } from '#platform';

/** Older messages go when there are more: the inbox is for looking, not for keeping. */
const MOST_MESSAGES = 500;

/**
 * The dev inbox as a process of its own: an SMTP server that delivers nothing, and a page that shows what came. Only
 * this machine reaches it, because it asks nobody for a password.
 */
async function main(): Promise<void> {
  const settings = readSettings();
  const inbox = new MailDev({
    smtp: settings.inboxSmtpPort,
    web: settings.inboxPort,
    ip: '127.0.0.1',
    webIp: '127.0.0.1',
    mailDirectory: join(settings.dataDir, 'inbox'),
    maxEmails: MOST_MESSAGES,
    silent: true,
  });
  const stop = () => inbox.stop().finally(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  await inbox.start();
  sayCharset(inbox);
  process.send?.({ ready: true });
}

/**
 * The inbox drops a message's own charset line and names none for its HTML, so a browser would guess, and guess wrong.
 * Every page of it is UTF-8; its server is listening already and takes no hook, so the header is set on its way out.
 */
function sayCharset(inbox: MailDev): void {
  const http = inbox.getServers()?.api?.server.server;
  http?.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    const writeHead = response.writeHead.bind(response) as (
      status: number,
      headers?: OutgoingHttpHeaders,
    ) => ServerResponse;
    response.writeHead = ((status: number, headers?: OutgoingHttpHeaders) => {
      if (headers?.['content-type'] === 'text/html') headers['content-type'] = 'text/html; charset=utf-8';
      return writeHead(status, headers);
    }) as ServerResponse['writeHead'];
  });
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
