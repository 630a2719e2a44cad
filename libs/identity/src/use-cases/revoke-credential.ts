import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { CredentialAlreadyRevoked } from '../domain/refusals.js';
import { type CredentialRow, People } from '../persistence/people.js';
import { Policy } from '../policy.js';

export interface RevokeCredentialInput {
  readonly credentialId: string;
  /** Why, in 3 to 1,000 characters. Kept with the licence, and nowhere else. */
  readonly reason: string;
}

type Revoked = CredentialRow | CredentialAlreadyRevoked | InvalidInput | NotFound | NotAllowed;

/**
 * Ends a licence for good. From then on nothing is approved or published on it. What is live stays live; a job opens a
 * task for each such text.
 */
@Injectable()
export class RevokeCredential {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, { credentialId, reason }: RevokeCredentialInput): Promise<Revoked> {
    const words = reason.trim();
    if (words.length < 3 || words.length > 1_000) {
      return new InvalidInput('reason', 'Say why the licence is revoked, in 3 to 1,000 characters.');
    }
    return this.database.transaction((tx) => this.revoke(tx, actor, credentialId, words));
  }

  private async revoke(tx: Tx, actor: StaffActor, id: string, reason: string): Promise<Revoked> {
    const [credential] = isId(id) ? await this.people.credentialsByIds([id], tx) : [];
    if (!credential) return credentialNotFound();
    const siteId = await this.siteFor(tx, actor, credential);
    if (isRefusal(siteId)) return siteId;
    // Waits for approvals and publications that hold the licence: what they made is seen by the job.
    const { count } = await tx.credential.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: this.clock.now(), revokedById: actor.userId, revokedReason: reason },
    });
    if (count === 0) return new CredentialAlreadyRevoked();
    const data = { credentialId: id, holderId: credential.userId };
    await this.audit.record(tx, actor, 'credential.revoked', { type: 'credential', id }, siteId, data);
    await this.outbox.append(tx, { kind: 'credential.revoked', payload: { credentialId: id } });
    return (await this.people.credentialsByIds([id], tx))[0]!;
  }

  /** The site at which the actor may do this: one where the holder works. */
  private async siteFor(tx: Tx, actor: StaffActor, { userId }: CredentialRow): Promise<string | NotFound | NotAllowed> {
    const own = this.policy.sitesFor(actor, 'article.read');
    const shared = (await this.people.sitesOf(tx, userId)).filter((siteId) => own.includes(siteId));
    if (shared.length === 0) return credentialNotFound();
    const allowed = shared.find((siteId) => this.policy.mayAt(actor, 'credential.revoke', siteId) === null);
    return allowed ?? this.policy.mayAt(actor, 'credential.revoke', shared[0]!)!;
  }
}

/** The refusal for a licence that does not exist or whose holder works at none of the actor's sites: the two look alike. */
function credentialNotFound(): NotFound {
  return new NotFound('There is no such licence at your sites. Take its id from the audit log of an approval.');
}
