export { AuditChain, type AuditReport } from './audit/audit-chain.js';
export { type AuditFault, type AuditHead, type ChainLine, hashOfLine } from './audit/audit-fault.js';
export { AuditLog, type AuditSubject } from './audit/audit-log.js';
export { type AuditEntryRow, type AuditFilter, AuditReader } from './audit/audit-reader.js';
export { AUTH_PATH, CLIENT_ADDRESS_HEADER } from './auth/create-auth.js';
export { type LetterKind, StaffLetters } from './auth/letters.js';
export { type SessionRow, StaffAuth } from './auth/staff-auth.js';
export { DEMO_SIGN_INS, type DemoSignIn } from './demo-sign-ins.js';
export { EMERGENCY_NUMBERS } from './domain/emergency-numbers.js';
export { JOB_POLICY, type JobRule } from './domain/job-policy.js';
export { type Operation, POLICY } from './domain/policy-table.js';
export { CredentialAlreadyRevoked } from './domain/refusals.js';
export { IdentityModule } from './identity.module.js';
export { type ApiTokenRow, ApiTokens, type TokenScope } from './persistence/api-tokens.js';
export { type CredentialRow, People, type PersonRow } from './persistence/people.js';
export { hashOfSiteKey, type SiteKeyRow, type SiteKeyScope, SiteKeys } from './persistence/site-keys.js';
export {
  hashOfOperation,
  type OperationText,
  type SiteOperationRow,
  SiteOperations,
} from './persistence/site-operations.js';
export { type SiteRow, Sites } from './persistence/sites.js';
export { Staff, type StaffRow } from './persistence/staff.js';
export { Policy } from './policy.js';
export { ChangeSite, type GivenSettings, type LogoFault } from './use-cases/change-site.js';
export { ChangeStaff } from './use-cases/change-staff.js';
export { ConfirmCredential } from './use-cases/confirm-credential.js';
export { EnterCredential, type EnterCredentialInput } from './use-cases/enter-credential.js';
export { InviteStaff } from './use-cases/invite-staff.js';
export { ManageSiteKeys } from './use-cases/manage-site-keys.js';
export { ManageTokens } from './use-cases/manage-tokens.js';
export { RevokeCredential, type RevokeCredentialInput } from './use-cases/revoke-credential.js';
export { SetPublicRead } from './use-cases/set-public-read.js';
export { SetSiteOperations } from './use-cases/set-site-operations.js';
