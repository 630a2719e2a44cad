import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { TaxonomyModule } from '#taxonomy';
import { AddressBox } from './domain/address-box.js';
import { AudienceKeys } from './domain/keys.js';
import { AudienceTokens } from './domain/tokens.js';
import { SealAddresses } from './jobs/seal-addresses.js';
import { AudienceLists } from './persistence/audience-lists.js';
import { Consents } from './persistence/consents.js';
import { Interests } from './persistence/interests.js';
import { SegmentReader } from './persistence/segment-reader.js';
import { Subscribers } from './persistence/subscribers.js';
import { Suppressions } from './persistence/suppressions.js';
import { AddressOfSomebody } from './use-cases/address-of-somebody.js';
import { AdmitSubscribers } from './use-cases/admit-subscribers.js';
import { ChangePreferences } from './use-cases/change-preferences.js';
import { ConfirmSubscription } from './use-cases/confirm-subscription.js';
import { EraseMyself } from './use-cases/erase-myself.js';
import { EraseSubscriber } from './use-cases/erase-subscriber.js';
import { FindByAddress } from './use-cases/find-by-address.js';
import { ForgetPerson } from './use-cases/forget-person.js';
import { ImportSubscribers } from './use-cases/import-subscribers.js';
import { LookAtPreferences } from './use-cases/look-at-preferences.js';
import { OwnPage } from './use-cases/own-page.js';
import { PauseSubscription } from './use-cases/pause-subscription.js';
import { ReadAudience } from './use-cases/read-audience.js';
import { SignUp } from './use-cases/sign-up.js';
import { SteerSuppression } from './use-cases/steer-suppression.js';
import { TakeInPeople } from './use-cases/take-in-people.js';
import { TakeOff } from './use-cases/take-off.js';
import { Unsubscribe } from './use-cases/unsubscribe.js';

const USE_CASES = [
  AdmitSubscribers,
  ChangePreferences,
  ConfirmSubscription,
  EraseMyself,
  AddressOfSomebody,
  EraseSubscriber,
  FindByAddress,
  ForgetPerson,
  ImportSubscribers,
  LookAtPreferences,
  OwnPage,
  PauseSubscription,
  ReadAudience,
  SignUp,
  SteerSuppression,
  TakeInPeople,
  TakeOff,
  Unsubscribe,
];
const STORES = [
  AddressBox,
  AudienceLists,
  AudienceTokens,
  Consents,
  Interests,
  SegmentReader,
  Subscribers,
  Suppressions,
];

/** Who asked for a newsletter, on which words, what they want to hear about, and who left. */
@Module({
  imports: [IdentityModule, OutboxModule, TaxonomyModule],
  providers: [AudienceKeys, SealAddresses, ...STORES, ...USE_CASES],
  exports: [SealAddresses, ...STORES, ...USE_CASES],
})
export class AudienceModule {}
