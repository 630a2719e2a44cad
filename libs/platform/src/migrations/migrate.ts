import pg from 'pg';
import { withMigrationEngine } from './engine.js';
import { FOREIGN_TABLES, readDatamodels, readMigrations } from './migration-files.js';

/** Two-key advisory lock, so that it cannot meet the one-key locks of the queue's own schema. */
const MIGRATION_LOCK = [0x6361_7265, 1] as const;

/**
 * Brings a database to this release: every migration that is not in its history yet, in order.
 * Safe when several processes start at once: the second one waits and then finds nothing to do.
 *
 * @returns the names of the migrations that were applied now
 */
export async function migrateDatabase(connectionString: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  const guard = new pg.Client({ connectionString });
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1, $2)', [...MIGRATION_LOCK]);
    return await withMigrationEngine(connectionString, await readDatamodels(), async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: FOREIGN_TABLES });
      return appliedMigrationNames;
    });
  } finally {
    await guard.end();
  }
}

/**
 * The names of this release's migrations that a database does not have yet. Reads one table, so that a health check
 * can ask it often.
 */
export async function pendingMigrations(
  query: (sql: string) => Promise<{ migration_name: string }[]>,
): Promise<string[]> {
  const { migrationDirectories } = await readMigrations();
  const rows = await query('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL');
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrationDirectories.map((directory) => directory.path).filter((name) => !applied.has(name));
}
