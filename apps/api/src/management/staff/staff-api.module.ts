import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { MediaModule } from '#media';
import { AtSite } from './at-site.js';
import { MeSignInFields, SessionOperations } from './session.resolvers.js';
import { SiteLogo, SiteOperations } from './site.resolvers.js';
import { SiteKeyOperations, SiteKeySecretFields } from './site-key.resolvers.js';
import { ListedOperations } from './site-operations.resolvers.js';
import {
  CredentialMutations,
  CredentialPeople,
  StaffMemberFields,
  StaffMutations,
  StaffQueries,
} from './staff.resolvers.js';
import { ApiTokenFields, TokenOperations } from './token.resolvers.js';

/** The part of the management schema about people: their sign-in, their roles, and the sites they work at. */
@Module({
  imports: [IdentityModule, MediaModule],
  providers: [
    ApiTokenFields,
    AtSite,
    CredentialMutations,
    CredentialPeople,
    ListedOperations,
    MeSignInFields,
    SessionOperations,
    SiteKeyOperations,
    SiteKeySecretFields,
    SiteLogo,
    SiteOperations,
    StaffMemberFields,
    StaffMutations,
    StaffQueries,
    TokenOperations,
  ],
})
export class StaffApiModule {}
