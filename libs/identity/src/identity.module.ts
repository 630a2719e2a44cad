import { Module } from '@nestjs/common';
import { OutboxModule } from '#outbox';
import { AuditChain } from './audit/audit-chain.js';
import { AuditLog } from './audit/audit-log.js';
import { AuditReader } from './audit/audit-reader.js';
import { StaffLetters } from './auth/letters.js';
import { StaffAuth } from './auth/staff-auth.js';
import { ApiTokens } from './persistence/api-tokens.js';
import { People } from './persistence/people.js';
import { SiteKeys } from './persistence/site-keys.js';
import { SiteOperations } from './persistence/site-operations.js';
import { Sites } from './persistence/sites.js';
import { Staff } from './persistence/staff.js';
import { Policy } from './policy.js';
import { ChangeSite } from './use-cases/change-site.js';
import { ChangeStaff, StaffRules } from './use-cases/change-staff.js';
import { ConfirmCredential } from './use-cases/confirm-credential.js';
import { EnterCredential } from './use-cases/enter-credential.js';
import { InviteStaff } from './use-cases/invite-staff.js';
import { ManageSiteKeys } from './use-cases/manage-site-keys.js';
import { ManageTokens } from './use-cases/manage-tokens.js';
import { RevokeCredential } from './use-cases/revoke-credential.js';
import { SetPublicRead } from './use-cases/set-public-read.js';
import { SetSiteOperations } from './use-cases/set-site-operations.js';

const SERVICES = [
  ApiTokens,
  AuditChain,
  AuditLog,
  AuditReader,
  ChangeSite,
  ChangeStaff,
  ConfirmCredential,
  EnterCredential,
  InviteStaff,
  ManageSiteKeys,
  ManageTokens,
  People,
  Policy,
  RevokeCredential,
  SetPublicRead,
  SetSiteOperations,
  SiteKeys,
  SiteOperations,
  Sites,
  Staff,
  StaffAuth,
  StaffLetters,
  StaffRules,
];

/** Staff, roles, licences, sites, sign-in, and the record of who changed what. */
@Module({
  imports: [OutboxModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class IdentityModule {}
