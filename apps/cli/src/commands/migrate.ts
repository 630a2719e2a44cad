import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createQueueDriver,
  migrateDatabase,
  projectPath,
  readSettings,
  type Settings,
  startEmbeddedPostgres,
  writeMigration,
} from '#platform';
import { type CliCommand, CliError } from '../command.js';
import { claimDataDir } from '../launcher/run-file.js';

/** `carepress migrate` and `carepress migrate new NAME`. */
export const migrateCommand: CliCommand = (program) => {
  const migrate = program
    .command('migrate')
    .description('bring the database and the queue to this release')
    .action(() => migrateAll(readSettings()));
  migrate
    .command('new <name>')
    .description('write the next migration from the Prisma models (for developers)')
    .action(writeNext);
};

async function migrateAll(settings: Settings): Promise<void> {
  if (settings.databaseUrl) return migrateOne(settings, settings.databaseUrl);
  const claim = await claimDataDir(settings.dataDir);
  try {
    const postgres = await startEmbeddedPostgres(join(settings.dataDir, 'postgres'));
    await migrateOne(settings, postgres.url).finally(() => postgres.stop());
  } finally {
    await claim.release();
  }
}

async function migrateOne(settings: Settings, databaseUrl: string): Promise<void> {
  const applied = await migrateDatabase(databaseUrl);
  const queue = createQueueDriver(settings, databaseUrl);
  await queue.prepare().finally(() => queue.close());
  const lines = applied.length > 0 ? applied.map((name) => `Applied ${name}.`) : ['The database is up to date.'];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function writeNext(name: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new CliError(
      `"${name}" cannot name a migration. Use small letters, digits and underscores: add_reviewer_region.`,
    );
  }
  const folder = projectPath('.cache', `migration-postgres-${process.pid}`);
  const postgres = await startEmbeddedPostgres(folder, { postgresFlags: ['-c', 'fsync=off'] });
  try {
    const written = await writeMigration(name, postgres.url, new Date());
    process.stdout.write(
      written ? `Wrote ${written}. Read it before you commit it.\n` : 'The models did not change.\n',
    );
  } finally {
    await postgres.stop('immediate');
    await rm(folder, { recursive: true, force: true });
    await rm(`${folder}.json`, { force: true });
  }
}
