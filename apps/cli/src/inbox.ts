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
  process.send?.({ ready: true });
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
