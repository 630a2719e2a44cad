import { fileURLToPath } from 'node:url';

/** A program for Node that the launcher runs as a child. */
export interface Program {
  readonly name: string;
  readonly file: string;
  /** Modules that `file` will import and that do nothing by themselves: they can load while the database starts. */
  readonly warm?: string;
}

// Seen from the build: dist/apps/cli/src/launcher.
const built = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const API: Program = { name: 'api', file: built('api/src/main.js'), warm: built('api/src/create-app.js') };
export const WORKER: Program = {
  name: 'worker',
  file: built('worker/src/main.js'),
  warm: built('worker/src/warm.js'),
};
export const SITE: Program = { name: 'site', file: built('site/src/main.js'), warm: built('site/src/server.js') };
export const INBOX: Program = { name: 'inbox', file: built('cli/src/inbox.js') };
