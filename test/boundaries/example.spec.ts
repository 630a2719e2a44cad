import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { projectPath } from '#platform';

const read = (...path: string[]) => readFileSync(projectPath(...path), 'utf8');

describe('the example of a clinic site', () => {
  it('asks only for what the delivery schema has', () => {
    const schema = buildSchema(read('apps', 'api', 'src', 'delivery', 'delivery.graphql'));
    const queries = parse(read('examples', 'clinic-site-next', 'carepress', 'queries.graphql'));
    expect(queries.definitions.length).toBeGreaterThan(3);
    expect(validate(schema, queries).map(({ message }) => message)).toEqual([]);
  });

  it('names what it needs by exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(read('examples', 'clinic-site-next', 'package.json'));
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
