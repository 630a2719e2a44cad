import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { createWorld, type World } from '../support/world.js';

const FILES = 300;

describe('carepress import that is killed', () => {
  let world: World;
  let folder: string;
  beforeAll(async () => {
    world = await createWorld();
    folder = await mkdtemp(join(tmpdir(), 'carepress-killed-'));
    await mkdir(join(folder, 'texts'));
    for (let number = 0; number < FILES; number += 1) {
      const text = `Walk number ${number}\n\nWalk ${number} minutes a day.\n\nThen rest for a while.\n`;
      await writeFile(join(folder, 'texts', `walk-${number}.txt`), text);
    }
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const count = async (table: string) => {
    const [row] = await world.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    return row!.count;
  };

  function begin(userId: string) {
    const args = ['import', 'texts', '--site', 'harbor', '--topic', 'Walking', '--as', `${userId}@clinic.example`];
    const { PATH, HOME } = process.env;
    const own = { DATABASE_URL: world.database.url, CAREPRESS_SECRET: 'x'.repeat(32), DATA_DIR: join(folder, 'data') };
    const child = spawn(process.execPath, [projectPath('apps/cli/bin/carepress.mjs'), ...args], {
      cwd: folder,
      env: { PATH, HOME, ...own },
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    return { child, ended };
  }

  it('goes on where it was when it is started again: nothing twice, nothing missing', async () => {
    const { userId } = await world.person('Sam', 'author');
    const first = begin(userId);
    while ((await count('import_record')) === 0 && first.child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    first.child.kill('SIGKILL');
    await first.ended;
    const begun = await count('import_record');
    expect(begun).toBeGreaterThan(0);
    expect(begun).toBeLessThan(FILES);
    // Nothing half-written: each record has its article and its text.
    expect([await count('article'), await count('revision')]).toEqual([begun, begun]);

    expect(await begin(userId).ended).toBe(0);
    expect([await count('import_record'), await count('article'), await count('revision')]).toEqual([
      FILES,
      FILES,
      FILES,
    ]);
  }, 120_000);
});
