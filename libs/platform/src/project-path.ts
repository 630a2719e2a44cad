import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// This file runs from libs/platform/src and from dist/libs/platform/src: look upwards for the project's own folder.
function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'prisma', 'schema.prisma'))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error('The folder of Carepress was not found: package.json and prisma/ must be beside the build.');
  return findRoot(parent);
}

const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** A path inside the project's folder: migrations, the built admin, templates. */
export function projectPath(...parts: string[]): string {
  return join(root, ...parts);
}
