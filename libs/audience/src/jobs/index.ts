import { sendConfirmationJob } from './jobs.js';
import { SealAddresses } from './seal-addresses.js';
import { SendConfirmation } from './send-confirmation.js';

/** Every job of this room. */
export const audienceJobs = [sendConfirmationJob];

/** Their handlers. The process that lists them also provides a `ConfirmationMailer`. */
export const audienceHandlers = [SendConfirmation];

/** What looks for work that no job looks after. */
export const audienceSweeps = [SealAddresses];
