import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const HERE = projectPath('apps', 'admin', 'src', 'messages');

/** Every key of a file of sentences. */
const keysIn = (file: string) =>
  [...readFileSync(join(HERE, file), 'utf8').matchAll(/^ {2}'?([\w.]+)'?: ?/gm)].map(([, key]) => key ?? '');

describe('the sentences of the interface', () => {
  it('each have one key: of two with the same, one would be shown in the place of the other', () => {
    const files = ['en.ts', ...readdirSync(join(HERE, 'en')).map((name) => join('en', name))];
    const all = files.flatMap((file) => keysIn(file).map((key) => ({ file, key })));
    expect(all.length).toBeGreaterThan(500);
    const twice = all.filter(({ file, key }) => all.some((other) => other.key === key && other.file !== file));
    expect(twice).toEqual([]);
  });
});
