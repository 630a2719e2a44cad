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

/** Loads helpers of the tests, which are TypeScript, into a drill: written as JavaScript below `folder`, then imported. */
export async function loadTypescript(folder, names) {
  await mkdir(folder, { recursive: true });
  for (const name of names) {
    const file = projectPath('test', 'support', `${name}.ts`);
    const { code } = await transform(await readFile(file, 'utf8'), { ...OPTIONS, filename: file });
    await writeFile(join(folder, `${name}.js`), code);
  }
  return Promise.all(names.map((name) => import(pathToFileURL(join(folder, `${name}.js`)).href)));
}
