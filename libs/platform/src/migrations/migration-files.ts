import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { projectPath } from '../project-path.js';

/** Tables that other programs own inside our database: the engine must neither read nor drop them. */
export const FOREIGN_TABLES = { externalTables: [], externalEnums: [] };

/** Every migration of this release, in order, in the engine's own form. */
export async function readMigrations(baseDir: string = projectPath('prisma', 'migrations')): Promise<MigrationList> {
  const entries = await readdir(baseDir, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  );
  const content = await readFile(join(baseDir, 'migration_lock.toml'), 'utf8').catch(() => null);
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

/** Every Prisma schema file as `[path, content]`: the shape the database is to have. */
export async function readDatamodels(): Promise<[string, string][]> {
  const models = await readdir(projectPath('prisma', 'models'));
  const files = ['schema.prisma', ...models.sort().map((name) => join('models', name))];
  return Promise.all(
    files.map(async (file): Promise<[string, string]> => {
      const path = projectPath('prisma', file);
      return [path, await readFile(path, 'utf8')];
    }),
  );
}
