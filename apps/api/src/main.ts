import 'reflect-metadata';
import { StaffAuth } from '#identity';
import { createLogger, keepHeapSmall, readSettings, SettingsError } from '#platform';
import { createApp } from './create-app.js';
import { DemoSeed } from './demo/demo-seed.js';

async function main(): Promise<void> {
  keepHeapSmall();
  const settings = readSettings();
  if (!settings.databaseUrl) {
    throw new SettingsError('The API needs DATABASE_URL. "npm start" starts it together with its own database.');
  }
  const app = await createApp({ settings, databaseUrl: settings.databaseUrl, name: 'carepress-api' });
  if (settings.demo) await app.get(DemoSeed).run();
  await app.listen({ port: settings.port, host: settings.host });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  // Started by the launcher: without it nobody would stop or watch this process.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send?.({ ready: true });
  await app.get(StaffAuth, { strict: false }).warmUp();
}

main().catch((error: unknown) => {
  if (error instanceof SettingsError) process.stderr.write(`${error.message}\n`);
  else createLogger('carepress-api', 'error').fatal({ err: error }, 'The API could not start.');
  process.exit(1);
});
