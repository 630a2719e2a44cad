#!/usr/bin/env node
// Plain JavaScript that any Node understands: it has to tell people with an old one what is wrong.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Carepress needs Node 20.19 or newer. This is Node ${process.versions.node}.\n`);
  process.exit(1);
}

// Only a clone has the build script: what is installed or in an image is built.
const build = fileURLToPath(new URL('../../../scripts/build.mjs', import.meta.url));
if (existsSync(build)) {
  const { status } = spawnSync(process.execPath, [build], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
await import('../../../dist/apps/cli/src/main.js');
