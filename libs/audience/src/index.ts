export { AudienceModule } from './audience.module.js';
export { AddressBox, type SealedAddress } from './domain/address-box.js';
export type { AudienceSite, ConsentWording } from './domain/audience-site.js';
export { type ConfirmationMail, ConfirmationMailer, type ConfirmationOutcome } from './domain/confirmation-mail.js';
export { type EmailAddress, parseEmailAddress } from './domain/email-address.js';
export type { ImportNote, ImportNoteCode } from './domain/import-choices.js';
export {
  ExpiredToken,
  InvalidEmailAddress,
  InvalidToken,
  NotSubscribed,
  NotSuppressed,
  SuppressionStays,
} from './domain/refusals.js';
export { canonicalSegment, EVERYBODY, type Segment, segmentFault } from './domain/segment.js';
export { AudienceTokens, type UnsubscribeClaim } from './domain/tokens.js';
export { audienceHandlers, audienceJobs, audienceSweeps } from './jobs/index.js';
export { sendConfirmationJob } from './jobs/jobs.js';
export { SealAddresses } from './jobs/seal-addresses.js';
export { SendConfirmation } from './jobs/send-confirmation.js';
export { AudienceLists, type ListedSubscriber, type ListedSuppression } from './persistence/audience-lists.js';
export { Interests } from './persistence/interests.js';
export { type SegmentCounts, SegmentReader } from './persistence/segment-reader.js';
export { type SubscriberCounts, Subscribers } from './persistence/subscribers.js';
export { type SuppressionReason, Suppressions } from './persistence/suppressions.js';
export { type Admission, AdmitSubscribers } from './use-cases/admit-subscribers.js';
export { ChangePreferences } from './use-cases/change-preferences.js';
export { type Confirmation, ConfirmSubscription } from './use-cases/confirm-subscription.js';
export { EraseMyself } from './use-cases/erase-myself.js';
export { EraseSubscriber, type EraseSubscriberInput } from './use-cases/erase-subscriber.js';
export { FindByAddress } from './use-cases/find-by-address.js';
export {
  type ImportedLine,
  type ImportOutcome,
  ImportSubscribers,
  type ImportSubscribersInput,
  type SubscriberImport,
} from './use-cases/import-subscribers.js';
export { LookAtPreferences, type Preferences } from './use-cases/look-at-preferences.js';
export { dayAt, LONGEST_PAUSE_DAYS, PauseSubscription } from './use-cases/pause-subscription.js';
export { ReadAudience } from './use-cases/read-audience.js';
export { SignUp, type SignUpAccepted, type SignUpInput } from './use-cases/sign-up.js';
export { isLifted, SteerSuppression, type SuppressionInput } from './use-cases/steer-suppression.js';
export { TakeOff, type TakeOffReason } from './use-cases/take-off.js';
export { type Departure, Unsubscribe } from './use-cases/unsubscribe.js';
