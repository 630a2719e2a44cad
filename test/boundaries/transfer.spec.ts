import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { LEFT_OUT, TABLES } from '#transfer';

const tables = readdirSync(projectPath('prisma', 'models')).flatMap((file) =>
  [...readFileSync(projectPath('prisma', 'models', file), 'utf8').matchAll(/@@map\("(\w+)"\)/g)].map((it) => it[1]!),
);

// A new table: add it to TABLES, behind everything it refers to, or to LEFT_OUT with the reason.
describe('an export', () => {
  it.each(tables)('holds %s, or says why it does not', (table) => {
    const held = TABLES.some((it) => it.table === table);
    expect({ table, decided: held !== table in LEFT_OUT }).toEqual({ table, decided: true });
  });

  it('names no table twice, and none that is not there', () => {
    const named = [...TABLES.map((it) => it.table), ...Object.keys(LEFT_OUT)];
    expect(named.filter((it, at) => named.indexOf(it) !== at)).toEqual([]);
    expect(named.filter((it) => !tables.includes(it))).toEqual([]);
  });
});
