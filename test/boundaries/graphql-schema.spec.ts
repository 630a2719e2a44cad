import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { projectPath } from '#platform';
import * as queries from '../../apps/site/src/queries.js';
import { OWN_MANIFEST, ownManifestOf, promiseOf, schemaOf } from '../../scripts/schemas.mjs';

const ENDPOINTS = ['management', 'delivery'] as const;
describe.each(ENDPOINTS)('the %s schema', (name) => {
  const schema = schemaOf(name);

  // A changed file is a changed contract: read the difference as a caller would before `node scripts/schemas.mjs` accepts it.
  it('is the one that was promised', () => {
    const promised = readFileSync(projectPath('docs', 'api', `${name}.graphql`), 'utf8');
    expect(promised).toBe(promiseOf(name));
  });

  it('has a result union with at least one refusal for each mutation that changes something', () => {
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {}).filter((field) => field.name !== 'ping');
    for (const field of fields) {
      const type = schema.getType(field.type.toString().replace('!', ''));
      expect({ field: field.name, union: isUnionType(type) }).toEqual({ field: field.name, union: true });
      const refusals = isUnionType(type)
        ? type.getTypes().filter((it) => it.getInterfaces().some((one) => one.name === 'Refusal'))
        : [];
      expect({ field: field.name, refusals: refusals.length > 0 }).toEqual({ field: field.name, refusals: true });
    }
  });

  it('limits every list that can grow: a connection has first and after', () => {
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const wrong = types
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })))
      .filter(({ field }) => /Connection!?$/.test(field.type.toString()))
      .filter(({ field }) => !['first', 'after'].every((arg) => field.args.some((it) => it.name === arg)));
    expect(wrong.map(({ type, field }) => `${type}.${field.name}`)).toEqual([]);
  });
});

describe('the delivery schema', () => {
  it('is always answered for what the reference site asks, as it asks it now', () => {
    expect(JSON.parse(readFileSync(OWN_MANIFEST, 'utf8'))).toEqual(ownManifestOf(queries));
  });

  it('has one mutation, which asks back by mail, and no word for what is not public but by the token of a link', () => {
    const schema = schemaOf('delivery');
    expect(Object.keys(schema.getMutationType()!.getFields())).toEqual(['signUp']);
    const names = Object.values(schema.getTypeMap())
      .filter((type) => !type.name.startsWith('__'))
      .flatMap((type) => {
        if (isEnumType(type)) return [type.name, ...type.getValues().map((value) => value.name)];
        if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
          return [type.name, ...Object.keys(type.getFields())];
        return [type.name];
      });
    expect(names.filter((it) => /draft|working|unpublished|reviewCase/i.test(it))).toEqual([]);
  });

  it('says what each of its fields means', () => {
    const wrong = Object.values(schemaOf('delivery').getTypeMap())
      .filter(
        (type) => isObjectType(type) && !type.name.startsWith('__') && !/(Edge|Connection)$|^PageInfo$/.test(type.name),
      )
      .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : []))
      .filter(({ field }) => !field.description);
    expect(wrong.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });
});
