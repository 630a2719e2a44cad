import { Injectable } from '@nestjs/common';
import { InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, isUniqueViolation, type Role, type StaffActor, type Tx } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { StaffLetters } from '../auth/letters.js';
import { emailFault, staffNameFault } from '../domain/staff-input.js';
import { Staff, type StaffRow } from '../persistence/staff.js';
import { Policy } from '../policy.js';

export interface InviteStaffInput {
  readonly siteId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

type Invited = StaffRow | InvalidInput | NotFound | NotAllowed;

/**
 * Invites a person to work at a site: they get an e-mail with a link to choose a password, which works once. Somebody
 * who works at another site keeps their password and gets the roles.
 */
@Injectable()
export class InviteStaff {
  constructor(
    private readonly database: Database,
    private readonly staff: Staff,
    private readonly letters: StaffLetters,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: StaffActor, input: InviteStaffInput): Promise<Invited> {
    const { siteId, roles } = input;
    const refused = this.policy.mayAt(actor, 'staff.manage', siteId);
    if (refused) return refused;
    const name = input.name.trim().replace(/\s+/g, ' ');
    const email = input.email.trim().toLowerCase();
    const fault = staffNameFault(name) ?? emailFault(email);
    if (fault) return fault;
    if (roles.length === 0)
      return new InvalidInput('roles', 'Give at least one role: without one nothing can be seen.');
    try {
      return await this.database.transaction((tx) => this.invite(tx, actor, { siteId, name, email, roles }));
    } catch (error) {
      if (isUniqueViolation(error))
        return new InvalidInput('email', 'Somebody invites this address right now. Try again.');
      throw error;
    }
  }

  /** Sends a new link to somebody who has chosen no password yet; the one before it works no more. */
  again(actor: StaffActor, siteId: string, userId: string): Promise<Invited> {
    const refused = this.policy.mayAt(actor, 'staff.manage', siteId);
    if (refused) return Promise.resolve(refused);
    if (!isId(userId)) return Promise.resolve(nobodyHere());
    return this.database.transaction(async (tx) => {
      await this.staff.lock(tx, siteId, userId);
      const person = await this.staff.one(siteId, userId, tx);
      if (!person || person.roles.length === 0) return nobodyHere();
      if (person.hasPassword || person.deactivatedAt) {
        return new InvalidInput('id', 'This person has a password. Who forgot it asks for a new one at the sign-in.');
      }
      await this.letters.takeBack(tx, userId);
      await this.letters.invite(tx, userId, actor.userId);
      await this.audit.record(tx, actor, 'staff.invited-again', { type: 'staff', id: userId }, siteId);
      return person;
    });
  }

  private async invite(tx: Tx, actor: StaffActor, { siteId, roles, ...person }: InviteStaffInput): Promise<Invited> {
    const { id } = await this.staff.idOf(tx, person);
    await this.staff.lock(tx, siteId, id);
    const before = (await this.staff.one(siteId, id, tx))!;
    if (before.deactivatedAt) {
      return new InvalidInput('email', 'This person was deactivated. An administrator can let them in again.');
    }
    const all = [...new Set([...before.roles, ...roles])];
    await this.staff.setRoles(tx, siteId, id, all);
    if (!before.hasPassword) {
      await this.letters.takeBack(tx, id);
      await this.letters.invite(tx, id, actor.userId);
    }
    const data = { roles: all.join(' '), invited: !before.hasPassword };
    await this.audit.record(tx, actor, 'staff.invited', { type: 'staff', id }, siteId, data);
    return (await this.staff.one(siteId, id, tx))!;
  }
}

function nobodyHere(): NotFound {
  return new NotFound('Nobody with this id works at this site.');
}
