export { AudienceModule } from './audience.module.js';
export { AddressBox } from './domain/address-box.js';
export type { AudienceSite, ConsentWording } from './domain/audience-site.js';
export { type ConfirmationMail, ConfirmationMailer, type ConfirmationOutcome } from './domain/confirmation-mail.js';
export { type EmailAddress, parseEmailAddress } from './domain/email-address.js';
export { ExpiredToken, InvalidEmailAddress, InvalidToken } from './domain/refusals.js';
export { AudienceTokens, type UnsubscribeClaim } from './domain/tokens.js';
export { audienceHandlers, audienceJobs, audienceSweeps } from './jobs/index.js';
export { sendConfirmationJob } from './jobs/jobs.js';
export { SealAddresses } from './jobs/seal-addresses.js';
export { SendConfirmation } from './jobs/send-confirmation.js';
export { type SubscriberCounts, Subscribers } from './persistence/subscribers.js';
export { type SuppressionReason, Suppressions } from './persistence/suppressions.js';
export { type Admission, AdmitSubscribers } from './use-cases/admit-subscribers.js';
export { type Confirmation, ConfirmSubscription } from './use-cases/confirm-subscription.js';
export { FindByAddress } from './use-cases/find-by-address.js';
export {
  type ImportedLine,
  type ImportOutcome,
  ImportSubscribers,
  type ImportSubscribersInput,
  type SubscriberImport,
} from './use-cases/import-subscribers.js';
export { SignUp, type SignUpAccepted, type SignUpInput } from './use-cases/sign-up.js';
export { TakeOff, type TakeOffReason } from './use-cases/take-off.js';
export { type Departure, Unsubscribe } from './use-cases/unsubscribe.js';
