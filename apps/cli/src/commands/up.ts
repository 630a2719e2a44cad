import { join } from 'node:path';
import { readSettings, type Settings } from '#platform';
import type { CliCommand } from '../command.js';
import { Launch, type LaunchOptions } from '../launcher/launch.js';
import type { NamedPort } from '../launcher/ports.js';
import { API, INBOX, SITE, WORKER } from '../launcher/programs.js';
import { welcome } from '../launcher/welcome.js';

/** `carepress up`: everything, until Ctrl-C. */
export const upCommand: CliCommand = (program) => {
  program
    .command('up')
    .description('start the database, API, worker, clinic site and inbox, and keep them running')
    .action(() => up(readSettings()));
};

async function up(settings: Settings): Promise<void> {
  const demo = settings.databaseUrl === undefined && process.env.CAREPRESS_DEMO !== '0';
  const inbox = settings.databaseUrl === undefined && settings.smtpUrl === undefined;
  const launch = new Launch(launchOptions(settings, demo, inbox));
  stopOnSignals(launch);
  await launch.start();
  if (stopping) return;
  const logDir = join(settings.dataDir, 'logs');
  // Not at the top: it loads the whole of sign-in, and the children wait for this process.
  const signIns = demo ? (await import('#identity')).DEMO_SIGN_INS : [];
  // Counted from the start of this process: what a person waits for.
  say(welcome({ settings, inbox, signIns, seconds: process.uptime(), logDir }));
}

function launchOptions(settings: Settings, demo: boolean, inbox: boolean): LaunchOptions {
  const { host, port, sitePort, inboxPort, inboxSmtpPort } = settings;
  const ports: NamedPort[] = [
    { setting: 'PORT', port, host },
    { setting: 'SITE_PORT', port: sitePort, host },
  ];
  if (inbox) {
    ports.push({ setting: 'INBOX_PORT', port: inboxPort, host: '127.0.0.1' });
    ports.push({ setting: 'INBOX_SMTP_PORT', port: inboxSmtpPort, host: '127.0.0.1' });
  }
  return {
    settings,
    env: environment(settings, demo, inbox),
    ports,
    early: inbox ? [INBOX] : [],
    programs: [API, WORKER, SITE],
    healthUrl: `${ownUrl(settings)}/health/ready`,
    say,
  };
}

/** How this machine itself reaches the API, whatever stands before it outside. */
function ownUrl({ host, port }: Settings): string {
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

/** Settings with every default filled in, so that all processes agree on them. */
function environment(settings: Settings, demo: boolean, inbox: boolean): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: settings.environment,
    HOST: settings.host,
    PORT: `${settings.port}`,
    SITE_PORT: `${settings.sitePort}`,
    INBOX_PORT: `${settings.inboxPort}`,
    INBOX_SMTP_PORT: `${settings.inboxSmtpPort}`,
    DATA_DIR: settings.dataDir,
    PUBLIC_URL: settings.publicUrl,
    SITE_API_URL: process.env.SITE_API_URL ?? ownUrl(settings),
    SMTP_URL: inbox ? `smtp://127.0.0.1:${settings.inboxSmtpPort}` : settings.smtpUrls.join(' '),
    // Nothing leaves the inbox. Whoever wants to see the check asks for it.
    SENDER_DOMAIN_CHECK: process.env.SENDER_DOMAIN_CHECK ?? (inbox ? 'off' : 'required'),
    CAREPRESS_DEMO: demo ? '1' : '0',
  };
}

let stopping = false;

/** The first signal stops in order; the second one does not wait. */
function stopOnSignals(launch: Launch): void {
  const onSignal = async (signal: NodeJS.Signals) => {
    if (stopping) {
      launch.kill();
      process.exit(130);
    }
    stopping = true;
    say(`\nStopping on ${signal}. Ctrl-C once more ends everything at once.`);
    await launch.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
