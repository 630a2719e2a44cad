import { CheckReference } from './check-reference.js';
import { EvidenceSweep } from './evidence-sweep.js';
import { checkReferenceJob } from './jobs.js';

/** Every job of this room. */
export const evidenceJobs = [checkReferenceJob];

/** Their handlers. */
export const evidenceHandlers = [CheckReference];

export const evidenceSweeps = [EvidenceSweep];
