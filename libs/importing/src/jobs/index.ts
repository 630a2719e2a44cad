import { FindDueImports } from './find-due-imports.js';
import { runImportJob } from './jobs.js';
import { RunImport } from './run-import.js';

/** Every job of this room. */
export const importJobs = [runImportJob];

/** Their handlers, one a job. */
export const importHandlers = [RunImport];

export const importSweeps = [FindDueImports];
