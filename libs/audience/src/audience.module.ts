import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { AudienceKeys } from './domain/keys.js';
import { AudienceTokens } from './domain/tokens.js';
import { Consents } from './persistence/consents.js';
import { Subscribers } from './persistence/subscribers.js';
import { Suppressions } from './persistence/suppressions.js';
import { AdmitSubscribers } from './use-cases/admit-subscribers.js';
import { ConfirmSubscription } from './use-cases/confirm-subscription.js';
import { FindByAddress } from './use-cases/find-by-address.js';
import { SignUp } from './use-cases/sign-up.js';
import { TakeOff } from './use-cases/take-off.js';
import { Unsubscribe } from './use-cases/unsubscribe.js';

const USE_CASES = [AdmitSubscribers, ConfirmSubscription, FindByAddress, SignUp, TakeOff, Unsubscribe];

/** Who asked for a newsletter, on which words, and who left. */
@Module({
  imports: [IdentityModule, OutboxModule],
  providers: [AudienceKeys, AudienceTokens, Consents, Subscribers, Suppressions, ...USE_CASES],
  exports: [AudienceTokens, Consents, Subscribers, Suppressions, ...USE_CASES],
})
export class AudienceModule {}
