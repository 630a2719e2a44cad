import { Module } from '@nestjs/common';
import { OutboxModule } from '#outbox';
import { AuditChain } from './audit/audit-chain.js';
import { AuditLog } from './audit/audit-log.js';
import { AuditReader } from './audit/audit-reader.js';
import { StaffLetters } from './auth/letters.js';
import { StaffAuth } from './auth/staff-auth.js';
import { People } from './persistence/people.js';
import { Sites } from './persistence/sites.js';
import { Policy } from './policy.js';
import { RevokeCredential } from './use-cases/revoke-credential.js';

/** Staff, roles, licences, sites, sign-in, and the record of who changed what. */
@Module({
  imports: [OutboxModule],
  providers: [AuditChain, AuditLog, AuditReader, People, Policy, RevokeCredential, Sites, StaffAuth, StaffLetters],
  exports: [AuditChain, AuditLog, AuditReader, People, Policy, RevokeCredential, Sites, StaffAuth, StaffLetters],
})
export class IdentityModule {}
