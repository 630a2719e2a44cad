import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { AddressBox } from './domain/address-box.js';
import { AudienceKeys } from './domain/keys.js';
import { AudienceTokens } from './domain/tokens.js';
import { SealAddresses } from './jobs/seal-addresses.js';
import { Consents } from './persistence/consents.js';
import { Subscribers } from './persistence/subscribers.js';
import { Suppressions } from './persistence/suppressions.js';
import { AdmitSubscribers } from './use-cases/admit-subscribers.js';
import { ConfirmSubscription } from './use-cases/confirm-subscription.js';
import { FindByAddress } from './use-cases/find-by-address.js';
import { ImportSubscribers } from './use-cases/import-subscribers.js';
import { SignUp } from './use-cases/sign-up.js';
import { TakeOff } from './use-cases/take-off.js';
import { Unsubscribe } from './use-cases/unsubscribe.js';

const USE_CASES = [
  AdmitSubscribers,
  ConfirmSubscription,
  FindByAddress,
  ImportSubscribers,
  SignUp,
  TakeOff,
  Unsubscribe,
];

/** Who asked for a newsletter, on which words, and who left. */
@Module({
  imports: [IdentityModule, OutboxModule],
  providers: [
    AddressBox,
    AudienceKeys,
    AudienceTokens,
    Consents,
    SealAddresses,
    Subscribers,
    Suppressions,
    ...USE_CASES,
  ],
  exports: [AddressBox, AudienceTokens, Consents, SealAddresses, Subscribers, Suppressions, ...USE_CASES],
})
export class AudienceModule {}
