// The schemas of both endpoints as one text each. Run by itself it writes them to docs/api: what callers are promised, and
// after a build what the reference site asks, for the API that always answers it.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { buildASTSchema, Kind, print, printSchema, visit } from 'graphql';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What the reference site asks, as the API reads it. */
export const OWN_MANIFEST = join(ROOT, 'apps', 'api', 'src', 'delivery', 'site-operations.json');

export const ENDPOINTS = ['management', 'delivery'];

function sdlBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sdlBelow(path);
    return path.endsWith('.graphql') ? [readFileSync(path, 'utf8')] : [];
  });
}

const definitionsOf = (name) => mergeTypeDefs(sdlBelow(join(ROOT, 'apps', 'api', 'src', name)));

/** The schema of an endpoint as its files say it. */
export function schemaOf(name) {
  // The delivery schema uses directives that its server declares.
  return buildASTSchema(definitionsOf(name), { assumeValidSDL: name === 'delivery' });
}

/** The public schema with its prices, which are part of the promise, and without what only its server reads. */
function withPrices(definitions) {
  const declared = definitions.definitions.filter(({ kind }) => kind === Kind.DIRECTIVE_DEFINITION);
  const known = new Set(['deprecated', 'specifiedBy', ...declared.map(({ name }) => name.value)]);
  const isForeign = (node) => node.kind === Kind.DIRECTIVE && !known.has(node.name.value);
  return print(visit(definitions, { enter: (node) => (isForeign(node) ? null : undefined) }));
}

/** What callers of an endpoint are promised, as it stands in docs/api. */
export function promiseOf(name) {
  const head = `# What callers of the ${name} endpoint are promised. Written by scripts/schemas.mjs.\n\n`;
  const text = name === 'delivery' ? withPrices(definitionsOf(name)) : printSchema(schemaOf(name));
  return `${head}${text}\n`;
}

/** What the reference site asks, as the manifest that clients of GraphQL write. */
export function ownManifestOf(queries) {
  const operations = Object.entries(queries)
    .filter(([name]) => name.endsWith('_QUERY'))
    .map(([, body]) => body)
    .sort()
    .map((body) => ({
      id: createHash('sha256').update(body).digest('hex'),
      name: /query (\w+)/.exec(body)?.[1] ?? '',
      type: 'query',
      body,
    }));
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(ROOT, 'docs', 'api'), { recursive: true });
  for (const name of ENDPOINTS) writeFileSync(join(ROOT, 'docs', 'api', `${name}.graphql`), promiseOf(name));
  const queries = await import(pathToFileURL(join(ROOT, 'dist', 'apps', 'site', 'src', 'queries.js')).href);
  writeFileSync(OWN_MANIFEST, `${JSON.stringify(ownManifestOf(queries), null, 2)}\n`);
}
