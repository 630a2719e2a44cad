import { Injectable } from '@nestjs/common';
import { Clock, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { LicenceNeedsAnother } from '../domain/refusals.js';
import { type CredentialRow, People } from '../persistence/people.js';
import { Policy } from '../policy.js';

type Confirmed = CredentialRow | LicenceNeedsAnother | NotFound | NotAllowed;

/** An administrator has looked a licence up in its register: from now on its holder can approve under it. */
@Injectable()
export class ConfirmCredential {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  run(actor: StaffActor, credentialId: string): Promise<Confirmed> {
    return this.database.transaction((tx) => this.confirm(tx, actor, credentialId));
  }

  private async confirm(tx: Tx, actor: StaffActor, id: string): Promise<Confirmed> {
    const [credential] = isId(id) ? await this.people.credentialsByIds([id], tx) : [];
    const own = this.policy.sitesFor(actor, 'article.read');
    const shared = credential
      ? (await this.people.sitesOf(tx, credential.userId)).filter((it) => own.includes(it))
      : [];
    if (!credential || shared.length === 0) {
      return new NotFound('There is no such licence at your sites. Open it from the list of people.');
    }
    const siteId = shared.find((it) => this.policy.mayAt(actor, 'staff.manage', it) === null);
    if (!siteId) return this.policy.mayAt(actor, 'staff.manage', shared[0]!)!;
    if (!credential.pending) return credential;
    if (actor.userId === credential.userId || actor.userId === credential.enteredById) return new LicenceNeedsAnother();
    const { count } = await tx.credential.updateMany({
      where: { id, pending: true },
      data: { pending: false, confirmedById: actor.userId, confirmedAt: this.clock.now() },
    });
    if (count > 0) {
      const data = { holderId: credential.userId, enteredById: credential.enteredById };
      await this.audit.record(tx, actor, 'credential.confirmed', { type: 'credential', id }, siteId, data);
    }
    return (await this.people.credentialsByIds([id], tx))[0]!;
  }
}
