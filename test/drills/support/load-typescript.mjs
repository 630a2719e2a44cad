import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from '@swc/core';
import { projectPath } from '#platform';

const OPTIONS = {
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
  module: { type: 'es6' },
};

const OWN_IMPORT = /from '\.\/([\w-]+)\.js'/g;

/** Writes one helper, and whatever helpers it imports, as JavaScript below `folder`. */
async function write(folder, name, written) {
  if (written.has(name)) return;
  written.add(name);
  const file = projectPath('test', 'support', `${name}.ts`);
  const { code } = await transform(await readFile(file, 'utf8'), { ...OPTIONS, filename: file });
  await writeFile(join(folder, `${name}.js`), code);
  // What only types need is gone from the code by now.
  for (const [, imported] of code.replaceAll('"', "'").matchAll(OWN_IMPORT)) await write(folder, imported, written);
}

/**
 * Loads helpers of the tests, which are TypeScript, into a drill: written as JavaScript below `folder` with what they
 * import, then imported.
 */
export async function loadTypescript(folder, names) {
  await mkdir(folder, { recursive: true });
  const written = new Set();
  for (const name of names) await write(folder, name, written);
  return Promise.all(names.map((name) => import(pathToFileURL(join(folder, `${name}.js`)).href)));
}
