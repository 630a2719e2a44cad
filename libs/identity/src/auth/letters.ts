import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#kernel';
import { Outbox } from '#outbox';
import { Database, systemActor, type Tx } from '#platform';
import { AuditLog } from '../audit/audit-log.js';

/** Why somebody gets a link to choose a password. */
export type LetterKind = 'invited' | 'forgotten';

/** How long the link of an invitation works. */
const INVITATION_DAYS = 7;

/** How better-auth names the token of a link in its table. */
const PREFIX = 'reset-password:';

/**
 * Links to choose a password. The token stands in the table of sign-in alone; facts, jobs and the ledger of e-mails
 * hold the id of its row, and the token is read when the e-mail leaves.
 */
@Injectable()
export class StaffLetters {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Announces the letter of a link that sign-in made. */
  async announceForgotten(userId: string, token: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const row = await tx.staffVerification.findFirst({ where: { identifier: PREFIX + token } });
      if (!row) return;
      await this.announce(tx, { letter: 'forgotten', userId, letterId: row.id, byId: userId });
      const subject = { type: 'staff', id: userId } as const;
      await this.audit.record(tx, systemActor('signIn'), 'staff.password-forgotten', subject, null);
    });
  }

  /** Makes the link of an invitation and announces its letter, in the caller's transaction. */
  async invite(tx: Tx, userId: string, byId: string): Promise<void> {
    const id = newId();
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + INVITATION_DAYS * 24 * 3_600_000);
    await tx.staffVerification.create({ data: { id, identifier: PREFIX + token, value: userId, expiresAt } });
    await this.announce(tx, { letter: 'invited', userId, letterId: id, byId });
  }

  /** Takes every link of a person back: none of them chooses a password any more. */
  async takeBack(tx: Tx, userId: string): Promise<void> {
    await tx.staffVerification.deleteMany({ where: { value: userId, identifier: { startsWith: PREFIX } } });
  }

  /** The token of a link that still works; null when it was used, taken back, or ran out. */
  async tokenOf(letterId: string): Promise<string | null> {
    const row = await this.database.client.staffVerification.findUnique({ where: { id: letterId } });
    if (!row?.identifier.startsWith(PREFIX) || row.expiresAt <= this.clock.now()) return null;
    return row.identifier.slice(PREFIX.length);
  }

  private announce(tx: Tx, payload: { letter: LetterKind; userId: string; letterId: string; byId: string }) {
    return this.outbox.append(tx, { kind: 'staff.letter-due', payload });
  }
}
