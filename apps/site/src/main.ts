import { createLogger, readSettings, type Settings, SettingsError } from '#platform';
import { buildSite } from './server.js';

// A clinic's own site has settings of its own beside those of the system it reads from.
function apiUrl(settings: Settings): string {
  const own = process.env.SITE_API_URL ?? (process.env.PUBLIC_URL ? settings.publicUrl : undefined);
  const host = ['0.0.0.0', '::'].includes(settings.host) ? '127.0.0.1' : settings.host;
  return (own ?? `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}`).replace(/\/+$/, '');
}

function explain(error: unknown, settings?: Settings): string {
  if (error instanceof SettingsError) return error.message;
  if ((error as { code?: string }).code !== 'EADDRINUSE') return String((error as Error).stack ?? error);
  return `Port ${settings?.sitePort} is taken. Set SITE_PORT to a free one and start again.`;
}

async function start(settings: Settings): Promise<void> {
  const site = await buildSite({
    apiUrl: apiUrl(settings),
    mediaOrigin: new URL(settings.publicUrl).origin,
    apiKey: process.env.SITE_API_KEY,
    webhookSecret: process.env.SITE_WEBHOOK_SECRET,
    logger: createLogger('site', settings.logLevel),
  });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await site.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // The launcher died without a word: a server that nobody can stop must not stay.
  process.once('disconnect', stop);
  await site.listen({ host: settings.host, port: settings.sitePort });
  process.send?.({ ready: true });
}

let settings: Settings | undefined;
try {
  settings = readSettings();
  await start(settings);
} catch (error) {
  process.stderr.write(`${explain(error, settings)}\n`);
  process.exit(1);
}
