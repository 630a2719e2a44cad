import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeTypeDefs } from '@graphql-tools/merge';
import {
  buildASTSchema,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { projectPath } from '#platform';

/** The management schema as it is written down. */
export function managementSchema(): GraphQLSchema {
  const folder = projectPath('apps', 'api', 'src', 'management');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
  return buildASTSchema(mergeTypeDefs(files.map((name) => readFileSync(join(folder, name), 'utf8'))));
}

/** An operation that asks one field of the root and as little below it as there may be. */
export function operationOf(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  const pages = isObjectType(type) && 'edges' in type.getFields();
  const refusal = isUnionType(type) ? ' ... on Refusal { code message }' : '';
  const composite = isObjectType(type) || isUnionType(type);
  const below = composite ? ` { __typename${pages ? ' edges { cursor node { __typename } }' : ''}${refusal} }` : '';
  const declared = field.args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const given = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return `${kind}${declared && ` (${declared})`} { ${field.name}${given && `(${given})`}${below} }`;
}
