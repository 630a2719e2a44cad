// Writes the typed operations of the admin UI to src/gql/operations.ts, from the management schema and the
// *.graphql files beside the screens. The build runs it first; run it by hand after a change of either.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse, printSchema } from 'graphql';

const HERE = dirname(fileURLToPath(import.meta.url));
const SCHEMA = join(HERE, '../api/src/management');
const OUTPUT = join(HERE, 'src/gql/operations.ts');

function graphqlFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.graphql'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

const sdl = graphqlFiles(SCHEMA).map((file) => readFileSync(file, 'utf8'));
const schemaAst = buildSchema(sdl.join('\n'));
const documents = graphqlFiles(join(HERE, 'src')).map((file) => ({
  location: file,
  document: parse(readFileSync(file, 'utf8')),
}));

const source = await codegen({
  filename: OUTPUT,
  schema: parse(printSchema(schemaAst)),
  schemaAst,
  documents,
  config: {
    // A string needs no printer in the browser.
    documentMode: 'string',
    scalars: { DateTime: 'string', JSON: 'unknown' },
    enumsAsTypes: true,
    enumType: 'string-literal',
    strictScalars: true,
    useTypeImports: true,
    dedupeFragments: true,
  },
  plugins: [{ operations: {} }, { documents: {} }],
  pluginMap: { operations: typescriptOperations, documents: typedDocumentNode },
});

mkdirSync(dirname(OUTPUT), { recursive: true });
writeFileSync(OUTPUT, source);
