import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { isTest, roomOf, sourceFiles } from './rooms.js';

interface Model {
  readonly room: string;
  /** As the Prisma client calls it: `reviewCase`. */
  readonly client: string;
  /** As the database calls it: `review_case`. */
  readonly table: string;
}

const models: Model[] = readdirSync(projectPath('prisma', 'models')).flatMap((file) => {
  const text = readFileSync(projectPath('prisma', 'models', file), 'utf8');
  return [...text.matchAll(/^model (\w+) \{[\s\S]*?@@map\("(\w+)"\)/gm)].map((match) => ({
    room: file.replace('.prisma', ''),
    client: match[1]![0]!.toLowerCase() + match[1]!.slice(1),
    table: match[2]!,
  }));
});

const files = sourceFiles('libs', 'apps').filter((file) => !isTest(file.path));

/**
 * The demo's own seed fills an empty database, before anybody could sign in whom a use case would ask for. It looks
 * into tables to go on where a first start was cut off.
 */
const MAY_WRITE_ANYWAY = ['demo-seed', 'demo-articles', 'demo-first-revisions'].map(
  (it) => `apps/api/src/demo/${it}.ts`,
);

function ownerOf(path: string): string {
  return path.startsWith('libs/') ? roomOf(path) : path;
}

describe('a table', () => {
  it('is mapped by every model', () => {
    expect(models.length).toBeGreaterThan(25);
  });

  it.each(models)('$table is spoken to through Prisma by $room alone', ({ client, room }) => {
    const use = new RegExp(`\\b(?:tx|client|prisma)\\.${client}\\b`);
    const users = files.filter((file) => use.test(file.text) && ownerOf(file.path) !== room);
    expect(users.map((file) => file.path).filter((path) => !MAY_WRITE_ANYWAY.includes(path))).toEqual([]);
  });

  it.each(models)('$table is written by SQL in $room alone', ({ table, room }) => {
    const write = new RegExp(`\\b(?:INSERT INTO|UPDATE|DELETE FROM)\\s+"?${table}"?\\b`, 'i');
    const writers = files.filter((file) => write.test(file.text) && ownerOf(file.path) !== room);
    expect(writers.map((file) => file.path)).toEqual([]);
  });
});
