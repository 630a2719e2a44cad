import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectPath } from '#platform';

/**
 * The rooms from left to right. Data flows right, imports point left: a room may use the doors of the rooms named here
 * and no others. A line is a decision; a new import that is not in it is a failing test and not a habit.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  document: ['kernel'],
  quality: ['kernel', 'document'],
  pages: ['kernel'],
  dictionaries: ['quality'],
  platform: ['kernel'],
  outbox: ['kernel', 'platform'],
  identity: ['kernel', 'platform', 'outbox'],
  parked: ['kernel', 'platform', 'identity'],
  tasks: ['kernel', 'platform', 'outbox', 'identity'],
  mail: ['platform'],
  notify: ['kernel', 'platform', 'mail', 'outbox', 'identity'],
  evidence: ['kernel', 'document', 'platform', 'outbox', 'identity', 'tasks'],
  media: ['kernel', 'document', 'platform', 'outbox', 'identity'],
  taxonomy: ['kernel', 'document', 'platform', 'outbox', 'identity'],
  editing: ['kernel', 'document', 'quality', 'platform', 'outbox', 'identity', 'tasks', 'taxonomy'],
  comments: ['kernel', 'document', 'platform', 'identity', 'notify', 'editing'],
  importing: [
    'kernel',
    'document',
    'quality',
    'dictionaries',
    'platform',
    'outbox',
    'identity',
    'media',
    'taxonomy',
    'editing',
  ],
  assessment: [
    'kernel',
    'document',
    'quality',
    'dictionaries',
    'platform',
    'outbox',
    'identity',
    'evidence',
    'media',
    'taxonomy',
    'editing',
    'importing',
  ],
  review: [
    'kernel',
    'document',
    'quality',
    'platform',
    'outbox',
    'identity',
    'notify',
    'tasks',
    'taxonomy',
    'editing',
    'comments',
    'assessment',
    'media',
  ],
  publishing: [
    'kernel',
    'document',
    'platform',
    'outbox',
    'identity',
    'notify',
    'tasks',
    'taxonomy',
    'editing',
    'media',
    'review',
  ],
  oversight: ['kernel', 'platform', 'outbox', 'identity', 'notify', 'tasks', 'editing', 'review', 'publishing'],
  lifecycle: ['kernel', 'platform', 'outbox', 'identity', 'taxonomy', 'editing', 'review', 'publishing'],
  channels: ['kernel', 'platform', 'outbox', 'identity', 'notify', 'publishing'],
  delivery: ['kernel', 'document', 'platform', 'identity', 'taxonomy', 'publishing', 'media'],
  audience: ['kernel', 'platform', 'outbox', 'identity', 'taxonomy'],
  newsletter: [
    'kernel',
    'document',
    'quality',
    'platform',
    'mail',
    'outbox',
    'identity',
    'notify',
    'media',
    'publishing',
    'audience',
  ],
  transfer: ['kernel', 'document', 'platform', 'identity', 'media', 'review'],
};

/** Rooms that also run in a browser: nothing of Node in them. */
export const PURE_ROOMS = ['kernel', 'document', 'quality'];

/** What an app may use of the rooms, where it is not all of them. */
export const APP_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  site: ['kernel', 'pages', 'platform'],
  admin: ['kernel', 'document', 'quality'],
};

/** A source file and what it imports. */
export interface SourceFile {
  /** From the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

// From a line's start to its quote: an import statement, a re-export, or a dynamic import.
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'generated' || entry.name === 'gql' || entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Every TypeScript file below these folders of the project. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders
    .flatMap((folder) => filesBelow(projectPath(folder)))
    .filter((path) => /\.(ts|tsx|mts)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      const imports = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2]!);
      return { path: relative(projectPath(), path).split(sep).join('/'), text, imports };
    });
}

/** True for tests, their fixtures and helpers. */
export function isTest(path: string): boolean {
  return /\.(spec|fixture)\.tsx?$/.test(path);
}

/** The room a file of libs/ belongs to. */
export function roomOf(path: string): string {
  return path.split('/')[1]!;
}
