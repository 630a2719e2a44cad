import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database, type Role, type Tx } from '#platform';

/** A member of staff, as the administrators of a site see them. */
export interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: Role[];
  readonly deactivatedAt: Date | null;
  /** False while an invitation waits: no password was chosen yet. */
  readonly hasPassword: boolean;
  readonly twoFactorEnabled: boolean;
  /** When they were last signed in, as far as their sessions tell. */
  readonly lastSeenAt: Date | null;
}

const PARTS = (siteId: string) =>
  ({
    id: true,
    name: true,
    email: true,
    deactivatedAt: true,
    twoFactorEnabled: true,
    memberships: { where: { siteId }, select: { role: true }, orderBy: { role: 'asc' } },
    accounts: { where: { password: { not: null } }, select: { id: true }, take: 1 },
    sessions: { select: { updatedAt: true }, orderBy: { updatedAt: 'desc' }, take: 1 },
  }) as const;

type Stored = NonNullable<Awaited<ReturnType<Staff['stored']>>>;

/** Reads and writes who works at a site. */
@Injectable()
export class Staff {
  constructor(private readonly database: Database) {}

  /** Everybody with a role at a site, by name; those who were deactivated too. */
  async atSite(siteId: string): Promise<StaffRow[]> {
    const rows = await this.database.client.staffUser.findMany({
      where: { memberships: { some: { siteId } } },
      select: PARTS(siteId),
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return rows.map(rowOf);
  }

  /** One person with their roles at a site; null when there is nobody with this id. */
  async one(siteId: string, userId: string, tx: Tx = this.database.client): Promise<StaffRow | null> {
    const row = await this.stored(tx, siteId, userId);
    return row && rowOf(row);
  }

  stored(tx: Tx, siteId: string, userId: string) {
    return tx.staffUser.findUnique({ where: { id: userId }, select: PARTS(siteId) });
  }

  /** Holds others who change the same person, or who administers the same site, back until the transaction ends. */
  async lock(tx: Tx, siteId: string, userId: string): Promise<void> {
    await tx.$queryRaw`SELECT 1 FROM site WHERE id = ${siteId}::uuid FOR NO KEY UPDATE`;
    await tx.$queryRaw`SELECT 1 FROM staff_user WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  }

  /** The id of the person with this address; made when there is none. */
  async idOf(tx: Tx, { name, email }: { name: string; email: string }): Promise<{ id: string; created: boolean }> {
    const known = await tx.staffUser.findUnique({ where: { email }, select: { id: true } });
    if (known) return { id: known.id, created: false };
    const id = newId();
    await tx.staffUser.create({ data: { id, name, email, emailVerified: true } });
    return { id, created: true };
  }

  /** Replaces what a person may do at a site. */
  async setRoles(tx: Tx, siteId: string, userId: string, roles: readonly Role[]): Promise<void> {
    await tx.membership.deleteMany({ where: { siteId, userId, role: { notIn: [...roles] } } });
    await tx.membership.createMany({ data: roles.map((role) => ({ siteId, userId, role })), skipDuplicates: true });
  }

  /** True when somebody else who can sign in administers the site. */
  async hasOtherAdmin(tx: Tx, siteId: string, userId: string): Promise<boolean> {
    const where = { siteId, role: 'admin', userId: { not: userId }, user: { deactivatedAt: null } };
    return (await tx.membership.count({ where })) > 0;
  }

  /** Deactivates a person, or takes that back. Their sessions end with it. */
  async setDeactivated(tx: Tx, userId: string, by: { readonly id: string; readonly at: Date } | null): Promise<void> {
    const data = { deactivatedAt: by?.at ?? null, deactivatedById: by?.id ?? null };
    await tx.staffUser.update({ where: { id: userId }, data });
    if (by) await tx.staffSession.deleteMany({ where: { userId } });
  }
}

function rowOf({ memberships, accounts, sessions, ...row }: Stored): StaffRow {
  return {
    ...row,
    roles: memberships.map(({ role }) => role as Role),
    hasPassword: accounts.length > 0,
    lastSeenAt: sessions[0]?.updatedAt ?? null,
  };
}
