export { AuditLog, type AuditSubject } from './audit-log.js';
export { AUTH_PATH, CLIENT_ADDRESS_HEADER, StaffAuth } from './auth/staff-auth.js';
export { DEMO_SIGN_INS, type DemoSignIn } from './demo-sign-ins.js';
export { type Operation, POLICY } from './domain/policy-table.js';
export { IdentityModule } from './identity.module.js';
export { type CredentialRow, People, type PersonRow } from './persistence/people.js';
export { type SiteRow, Sites } from './persistence/sites.js';
export { Policy } from './policy.js';
