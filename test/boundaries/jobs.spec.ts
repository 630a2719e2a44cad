import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { sourceFiles } from './rooms.js';

const files = sourceFiles('libs', 'apps').filter((file) => !file.path.endsWith('.spec.ts'));
const joined = files.map((file) => file.text).join('\n');

/** Every name given to defineJob in the rooms. */
const jobNames = [...joined.matchAll(/defineJob[^(]*\(\{\s*name: '([^']+)'/g)].map((match) => match[1]!);

/** Every kind of fact that some room announces. */
const factKinds = new Set(
  [...joined.matchAll(/outbox\.append\(\s*tx,\s*\{\s*kind: '([^']+)'/g)].map((match) => match[1]!),
);

describe('jobs and facts', () => {
  it('are found at all', () => {
    expect(jobNames.length).toBeGreaterThanOrEqual(4);
    expect(factKinds.size).toBeGreaterThanOrEqual(5);
  });

  it('have names of their own', () => {
    expect(new Set(jobNames).size).toBe(jobNames.length);
  });

  it('each have exactly one handler, in their own room', () => {
    for (const name of jobNames) {
      const definition = files.find((file) => file.text.includes(`name: '${name}'`))!;
      const constant = new RegExp(`export const (\\w+) = defineJob[^;]*?name: '${name.replace('.', '\\.')}'`, 's').exec(
        definition.text,
      )?.[1];
      const handlers = files.filter((file) => new RegExp(`readonly job(?:: [^=]+)? = ${constant};`).test(file.text));
      expect({ name, handlers: handlers.map((file) => file.path.split('/')[1]) }).toEqual({
        name,
        handlers: [definition.path.split('/')[1]],
      });
    }
  });

  it('are wired: each kind of fact has a line in the table of routes', () => {
    const routes = files.find((file) => file.path === 'apps/worker/src/routes.ts')!.text;
    expect([...factKinds].filter((kind) => !routes.includes(`'${kind}'`))).toEqual([]);
  });
});
