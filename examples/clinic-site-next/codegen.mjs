// Writes the types of every query in carepress/queries.graphql. CAREPRESS_SCHEMA names the schema's file: keep a copy of
// it in your own repository, so that your build needs no running server.
import { readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as documents from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';

const text = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const sdl = text(process.env.CAREPRESS_SCHEMA ?? '../../apps/api/src/delivery/delivery.graphql');

const source = await codegen({
  filename: 'operations.ts',
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents: [{ location: 'queries.graphql', document: parse(text('carepress/queries.graphql')) }],
  config: {
    documentMode: 'string',
    scalars: { DateTime: 'string', JSON: 'unknown' },
    enumsAsTypes: true,
    enumType: 'string-literal',
    strictScalars: true,
    useTypeImports: true,
    dedupeFragments: true,
  },
  plugins: [{ operations: {} }, { documents: {} }],
  pluginMap: { operations, documents },
});
writeFileSync(new URL('carepress/operations.ts', import.meta.url), source);
