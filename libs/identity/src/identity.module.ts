import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import { StaffAuth } from './auth/staff-auth.js';
import { People } from './persistence/people.js';
import { Sites } from './persistence/sites.js';
import { Policy } from './policy.js';

/** Staff, roles, licences, sites, sign-in, and the record of who changed what. */
@Module({
  providers: [AuditLog, People, Policy, Sites, StaffAuth],
  exports: [AuditLog, People, Policy, Sites, StaffAuth],
})
export class IdentityModule {}
