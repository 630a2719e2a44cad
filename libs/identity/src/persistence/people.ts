import { Injectable } from '@nestjs/common';
import { type ActorOrigin, Database, type Role, type StaffActor, type Tx } from '#platform';

/** A member of staff, as others see them. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
}

/** A licence to practise. */
export interface CredentialRow {
  readonly id: string;
  readonly userId: string;
  readonly title: string;
  readonly licenceNumber: string;
  readonly region: string;
  readonly specialties: string[];
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly revokedAt: Date | null;
  /** Entered, and confirmed by nobody yet: it is not in force. */
  readonly pending: boolean;
  readonly enteredById: string | null;
  readonly confirmedById: string | null;
  readonly confirmedAt: Date | null;
}

interface ActorRow extends PersonRow {
  readonly memberships: StaffActor['memberships'];
}

/** Reads members of staff, their roles and their licences. */
@Injectable()
export class People {
  constructor(private readonly database: Database) {}

  /** Names by id, in any order. */
  byIds(ids: readonly string[], tx: Tx = this.database.client): Promise<PersonRow[]> {
    return tx.staffUser.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, name: true },
    });
  }

  /** The sites where a person has a role, in the order of their ids. */
  async sitesOf(tx: Tx, userId: string): Promise<string[]> {
    const rows = await tx.membership.findMany({
      where: { userId },
      distinct: ['siteId'],
      orderBy: { siteId: 'asc' },
      select: { siteId: true },
    });
    return rows.map(({ siteId }) => siteId);
  }

  /** Those of these people who have a role at a site. */
  async membersAmong(tx: Tx, siteId: string, userIds: readonly string[]): Promise<string[]> {
    const rows = await tx.membership.findMany({
      where: { siteId, userId: { in: [...userIds] } },
      distinct: ['userId'],
      select: { userId: true },
    });
    return rows.map(({ userId }) => userId);
  }

  /** A person with their roles: who acts. Null when nobody has this id. */
  async actor(userId: string, origin?: ActorOrigin): Promise<StaffActor | null> {
    // Every request asks this: one statement, where a relation would be read with a second.
    const [user] = await this.database.client.$queryRaw<ActorRow[]>`
      SELECT u.id, u.name, COALESCE(
        (SELECT json_agg(json_build_object('siteId', m.site_id, 'role', m.role)) FROM membership m WHERE m.user_id = u.id),
        '[]') AS memberships
      FROM staff_user u WHERE u.id = ${userId}::uuid AND u.deactivated_at IS NULL`;
    if (!user) return null;
    const { id, name, memberships } = user;
    return { kind: 'staff', userId: id, name, memberships, ...(origin && { origin }) };
  }

  /** False for a person who was deactivated, and for one that does not exist. */
  async isActive(userId: string): Promise<boolean> {
    return (await this.database.client.staffUser.count({ where: { id: userId, deactivatedAt: null } })) === 1;
  }

  /** True when a sign-in by password asks this person for a code as well. */
  async hasSecondFactor(userId: string): Promise<boolean> {
    const where = { id: userId, twoFactorEnabled: true };
    return (await this.database.client.staffUser.count({ where })) === 1;
  }

  /** The person with this e-mail address and their roles, for an operator's command. */
  async actorByEmail(email: string): Promise<StaffActor | null> {
    const user = await this.database.client.staffUser.findUnique({ where: { email: email.toLowerCase() } });
    return user ? this.actor(user.id, { channel: 'cli', address: null }) : null;
  }

  /** The address a person signs in with. */
  async emailOf(userId: string): Promise<string> {
    const user = await this.database.client.staffUser.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true },
    });
    return user.email;
  }

  /** Members of staff with one of these roles at a site, by name. */
  async withRoleAt(siteId: string, roles: readonly Role[], tx: Tx = this.database.client): Promise<PersonRow[]> {
    return tx.staffUser.findMany({
      where: { deactivatedAt: null, memberships: { some: { siteId, role: { in: [...roles] } } } },
      select: { id: true, name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
  }

  /** A person's licences, the one that lasts longest first. */
  credentialsOf(userId: string, tx: Tx = this.database.client): Promise<CredentialRow[]> {
    return tx.credential.findMany({ where: { userId }, orderBy: { validUntil: 'desc' } });
  }

  /** The licence under which a person can approve at an instant; null when none is in force. */
  async credentialInForce(tx: Tx, userId: string, at: Date): Promise<CredentialRow | null> {
    return tx.credential.findFirst({
      where: { userId, pending: false, revokedAt: null, validFrom: { lte: at }, validUntil: { gt: at } },
      orderBy: { validUntil: 'desc' },
    });
  }

  /** The licences with these ids, in any order. */
  credentialsByIds(ids: readonly string[], tx: Tx = this.database.client): Promise<CredentialRow[]> {
    return tx.credential.findMany({ where: { id: { in: [...ids] } } });
  }

  /**
   * The licences under which a person can approve at an instant, the one that lasts longest first. Held until the
   * transaction ends: who revokes one waits for the approval, or the approval sees it revoked.
   */
  async credentialsInForce(tx: Tx, userId: string, at: Date): Promise<CredentialRow[]> {
    await tx.$queryRaw`SELECT 1 FROM credential WHERE user_id = ${userId}::uuid FOR SHARE`;
    return tx.credential.findMany({
      where: { userId, pending: false, revokedAt: null, validFrom: { lte: at }, validUntil: { gt: at } },
      orderBy: { validUntil: 'desc' },
    });
  }

  /** The reviewers of a site, in any order; `specialties` of their licences in force, null when none is in force. */
  async reviewersAt(tx: Tx, siteId: string, at: Date): Promise<{ userId: string; specialties: string[] | null }[]> {
    const members = await tx.membership.findMany({
      where: { siteId, role: 'reviewer', user: { deactivatedAt: null } },
      select: { user: { select: { id: true, credentials: true } } },
    });
    return members.map(({ user }) => {
      const held = user.credentials.filter(
        (it) => !it.pending && !it.revokedAt && it.validFrom <= at && it.validUntil > at,
      );
      return { userId: user.id, specialties: held.length === 0 ? null : held.flatMap((it) => it.specialties) };
    });
  }

  /** The ids of everyone who holds one of these roles at a site. */
  async withRolesAt(tx: Tx, siteId: string, roles: readonly Role[]): Promise<string[]> {
    const members = await tx.membership.findMany({
      where: { siteId, role: { in: [...roles] }, user: { deactivatedAt: null } },
      distinct: ['userId'],
      select: { userId: true },
    });
    return members.map(({ userId }) => userId);
  }
}
