import { sendConfirmationJob } from './jobs.js';
import { SendConfirmation } from './send-confirmation.js';

/** Every job of this room. */
export const audienceJobs = [sendConfirmationJob];

/** Their handlers. The process that lists them also provides a `ConfirmationMailer`. */
export const audienceHandlers = [SendConfirmation];
