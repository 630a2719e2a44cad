import { Injectable } from '@nestjs/common';
import { Clock, isId, isRefusal, NotAllowed, NotFound, type Refusal } from '#kernel';
import { Database, type Role, type StaffActor, type Tx } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { StaffLetters } from '../auth/letters.js';
import { LastAdministrator } from '../domain/refusals.js';
import { People } from '../persistence/people.js';
import { Staff, type StaffRow } from '../persistence/staff.js';
import { Policy } from '../policy.js';

export interface StaffPlace {
  readonly siteId: string;
  readonly staffId: string;
}

type Changed = StaffRow | LastAdministrator | NotFound | NotAllowed;

/** The two that every change of a person asks. */
@Injectable()
export class StaffRules {
  constructor(
    readonly policy: Policy,
    readonly audit: AuditLog,
  ) {}
}

/** What an administrator does with a person who works at their site. */
@Injectable()
export class ChangeStaff {
  constructor(
    private readonly database: Database,
    private readonly staff: Staff,
    private readonly people: People,
    private readonly letters: StaffLetters,
    private readonly rules: StaffRules,
    private readonly clock: Clock,
  ) {}

  /** Says what a person may do at a site; no role takes them off it. It counts from their next request on. */
  setRoles(actor: StaffActor, place: StaffPlace, roles: readonly Role[]): Promise<Changed> {
    return this.change(actor, place, async (tx, person) => {
      const losesAdmin = person.roles.includes('admin') && !roles.includes('admin');
      if (losesAdmin && !(await this.staff.hasOtherAdmin(tx, place.siteId, person.id))) return new LastAdministrator();
      await this.staff.setRoles(tx, place.siteId, person.id, [...new Set(roles)]);
      return { action: 'staff.roles-set', data: { roles: roles.join(' ') } };
    });
  }

  /** Nobody signs in as this person any more; their sessions, tokens and links end at once. What they did stays theirs. */
  deactivate(actor: StaffActor, place: StaffPlace): Promise<Changed> {
    return this.change(actor, place, async (tx, person) => {
      const refused = await this.everywhere(tx, actor, person.id);
      if (refused) return refused;
      if (person.deactivatedAt) return null;
      await this.staff.setDeactivated(tx, person.id, { id: actor.userId, at: this.clock.now() });
      await this.letters.takeBack(tx, person.id);
      return { action: 'staff.deactivated', data: {} };
    });
  }

  /** Lets a deactivated person in again, with the roles they had. */
  reactivate(actor: StaffActor, place: StaffPlace): Promise<Changed> {
    return this.change(actor, place, async (tx, person) => {
      const refused = await this.everywhere(tx, actor, person.id);
      if (refused) return refused;
      if (!person.deactivatedAt) return null;
      await this.staff.setDeactivated(tx, person.id, null);
      return { action: 'staff.reactivated', data: {} };
    });
  }

  /** A person is one person at all sites: who deactivates them administers each of those, and none is left without. */
  private async everywhere(tx: Tx, actor: StaffActor, userId: string): Promise<NotAllowed | LastAdministrator | null> {
    for (const siteId of await this.people.sitesOf(tx, userId)) {
      if (this.rules.policy.mayAt(actor, 'staff.manage', siteId)) {
        return new NotAllowed(
          'This person works at sites that you do not administer. Take their roles at your site away instead.',
        );
      }
      const person = await this.staff.one(siteId, userId, tx);
      if (person?.roles.includes('admin') && !(await this.staff.hasOtherAdmin(tx, siteId, userId))) {
        return new LastAdministrator();
      }
    }
    return null;
  }

  private async change(
    actor: StaffActor,
    { siteId, staffId }: StaffPlace,
    work: (tx: Tx, person: StaffRow) => Promise<{ action: string; data: Record<string, string> } | Refusal | null>,
  ): Promise<Changed> {
    const { policy, audit } = this.rules;
    const refused = policy.mayAt(actor, 'staff.manage', siteId);
    if (refused) return refused;
    return this.database.transaction(async (tx) => {
      if (isId(staffId)) await this.staff.lock(tx, siteId, staffId);
      const person = isId(staffId) ? await this.staff.one(siteId, staffId, tx) : null;
      if (!person || person.roles.length === 0) {
        return new NotFound('Nobody with this id works at this site. Choose one from the list of people.');
      }
      const done = await work(tx, person);
      if (isRefusal(done)) return done as LastAdministrator | NotAllowed;
      if (done === null) return person;
      await audit.record(tx, actor, done.action, { type: 'staff', id: staffId }, siteId, done.data);
      return (await this.staff.one(siteId, staffId, tx))!;
    });
  }
}
