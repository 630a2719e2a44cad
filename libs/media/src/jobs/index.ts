import { FindLostRenditions } from './find-lost-renditions.js';
import { renderMediaJob } from './jobs.js';
import { RenderMedia } from './render-media.js';

/** Every job of this room. */
export const mediaJobs = [renderMediaJob];

/** Their handlers, one a job. */
export const mediaHandlers = [RenderMedia];

export const mediaSweeps = [FindLostRenditions];
