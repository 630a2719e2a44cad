// The schemas of both endpoints as one text each. Run by itself it writes them to docs/api: what callers are promised.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { buildASTSchema, printSchema } from 'graphql';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

export const ENDPOINTS = ['management', 'delivery'];

function sdlBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sdlBelow(path);
    return path.endsWith('.graphql') ? [readFileSync(path, 'utf8')] : [];
  });
}

/** The schema of an endpoint as its files say it. */
export function schemaOf(name) {
  const parts = sdlBelow(join(ROOT, 'apps', 'api', 'src', name));
  // The delivery schema uses directives that its server declares.
  return buildASTSchema(mergeTypeDefs(parts), { assumeValidSDL: name === 'delivery' });
}

/** What callers of an endpoint are promised, as it stands in docs/api. */
export function promiseOf(name) {
  const head = `# What callers of the ${name} endpoint are promised. Written by scripts/schemas.mjs.\n\n`;
  return `${head}${printSchema(schemaOf(name))}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(ROOT, 'docs', 'api'), { recursive: true });
  for (const name of ENDPOINTS) writeFileSync(join(ROOT, 'docs', 'api', `${name}.graphql`), promiseOf(name));
}
