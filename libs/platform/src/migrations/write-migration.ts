import { mkdir, writeFile } from 'node:fs/promises';
import { projectPath } from '../project-path.js';
import { withMigrationEngine } from './engine.js';
import { migrateDatabase } from './migrate.js';
import { FOREIGN_TABLES, readDatamodels } from './migration-files.js';

/**
 * Foreign keys between rooms are written by hand and named `..._room_fkey`: a Prisma relation would need a field in the
 * other room's model. The engine does not know them and would drop them.
 */
const BY_HAND = /^-- DropForeignKey\nALTER TABLE \S+ DROP CONSTRAINT "\w+_room_fkey";\n*/gm;

/**
 * The SQL that turns a migrated database into the shape of the Prisma models, or '' when they agree.
 *
 * @param migratedUrl a database to which every migration was applied
 */
export async function schemaDifference(migratedUrl: string): Promise<string> {
  const datamodels = await readDatamodels();
  const files = datamodels.map(([path, content]) => ({ path, content }));
  return withMigrationEngine(migratedUrl, datamodels, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: projectPath() },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: FOREIGN_TABLES,
    });
    const sql = (result.stdout ?? '').replace(BY_HAND, '').trim();
    return sql.startsWith('-- This is an empty migration') ? '' : sql;
  });
}

/**
 * Writes the next migration from the difference.
 *
 * @param name what it is for, in words with underscores
 * @param scratchUrl a database of its own for this: all earlier migrations are applied to it
 * @returns the folder written, or null when the models and the migrations agree
 */
export async function writeMigration(name: string, scratchUrl: string, now: Date): Promise<string | null> {
  await migrateDatabase(scratchUrl);
  const sql = await schemaDifference(scratchUrl);
  if (sql === '') return null;
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = projectPath('prisma', 'migrations', `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/migration.sql`, `${sql}\n`);
  return folder;
}
