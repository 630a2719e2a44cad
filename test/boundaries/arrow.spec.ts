import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { APP_MAY_IMPORT, isTest, MAY_IMPORT, PURE_ROOMS, roomOf, sourceFiles } from './rooms.js';

const libs = sourceFiles('libs');
const apps = sourceFiles('apps');
const product = [...libs, ...apps].filter((file) => !isTest(file.path));

/** `#review` -> `review`. */
const doorOf = (specifier: string) => (specifier.startsWith('#') ? specifier.slice(1) : null);

describe('the arrow', () => {
  it('knows every room there is', () => {
    expect(readdirSync(projectPath('libs')).sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it('is without a cycle: rooms can be put in one order', () => {
    const placed = new Set<string>();
    let left = Object.keys(MAY_IMPORT);
    while (left.length > 0) {
      const next = left.filter((room) => MAY_IMPORT[room]!.every((it) => placed.has(it)));
      expect(next).not.toEqual([]);
      for (const room of next) placed.add(room);
      left = left.filter((room) => !placed.has(room));
    }
  });

  it.each(Object.keys(MAY_IMPORT))('%s imports only rooms to its left', (room) => {
    const wrong = libs
      .filter((file) => roomOf(file.path) === room && !isTest(file.path))
      .flatMap((file) => file.imports.map((it) => ({ file: file.path, door: doorOf(it) })))
      .filter(({ door }) => door !== null && !MAY_IMPORT[room]!.includes(door));
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(APP_MAY_IMPORT))('the app %s uses only %s', (app, rooms) => {
    const wrong = apps
      .filter((file) => file.path.startsWith(`apps/${app}/`) && !isTest(file.path))
      .flatMap((file) => file.imports.map((it) => ({ file: file.path, door: doorOf(it) })))
      .filter(({ door }) => door !== null && !rooms.includes(door));
    expect(wrong).toEqual([]);
  });

  it('lets no app import another', () => {
    const wrong = apps.flatMap((file) =>
      file.imports
        .filter((it) => it.startsWith('.'))
        .map((it) => new URL(it, `file:///${file.path}`).pathname.slice(1))
        .filter((target) => target.startsWith('apps/') && target.split('/')[1] !== file.path.split('/')[1])
        .map((target) => `${file.path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps the pure rooms free of Node and of frameworks', () => {
    const wrong = product
      .filter((file) => file.path.startsWith('libs/') && PURE_ROOMS.includes(roomOf(file.path)))
      .flatMap((file) => file.imports.filter((it) => it.startsWith('node:') || /^(@nestjs|pg|@prisma)\b/.test(it)));
    expect(wrong).toEqual([]);
  });

  it('keeps GraphQL and HTTP frameworks out of the rooms', () => {
    const wrong = product
      .filter((file) => file.path.startsWith('libs/'))
      .flatMap((file) =>
        file.imports.filter((it) => /^(graphql|@nestjs\/(graphql|apollo|platform-fastify)|@apollo|fastify)\b/.test(it)),
      );
    expect(wrong).toEqual([]);
  });
});

describe('a door', () => {
  it.each(Object.keys(MAY_IMPORT))('of %s is its index.ts, with named exports only', (room) => {
    const index = readFileSync(projectPath('libs', room, 'src', 'index.ts'), 'utf8');
    expect(index).not.toMatch(/export \*/);
  });

  it('is the only way in: nobody reaches into a room by a path', () => {
    const wrong = [...product, ...sourceFiles('test')].flatMap((file) =>
      file.imports
        .filter((it) => it.startsWith('.'))
        .map((it) => new URL(it, `file:///${file.path}`).pathname.slice(1))
        .filter((target) => target.startsWith('libs/'))
        .filter((target) => !file.path.startsWith('libs/') || roomOf(target) !== roomOf(file.path))
        .map((target) => `${file.path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('is not used from inside', () => {
    const wrong = libs.filter((file) =>
      file.imports.some((it) => doorOf(it) === roomOf(file.path) || /^\.+\/index\.js$/.test(it)),
    );
    expect(wrong.map((file) => file.path).filter((path) => !isTest(path) && !isInnerFolder(path))).toEqual([]);
  });
});

/** A folder inside a room may have an index of its own, for its neighbours. */
function isInnerFolder(path: string): boolean {
  const folders = path.split('/').slice(3, -1);
  return folders.some((_, i) =>
    existsSync(projectPath('libs', roomOf(path), 'src', ...folders.slice(0, i + 1), 'index.ts')),
  );
}
