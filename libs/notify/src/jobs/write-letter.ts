import { Injectable } from '@nestjs/common';
import type { LetterKind } from '#identity';
import { Clock } from '#kernel';
import { Database, type JobHandler } from '#platform';
import { StaffNotices } from '../staff-notices.js';
import { writeLetterJob } from './jobs.js';

interface Letter {
  readonly letter: LetterKind;
  readonly userId: string;
  /** Where the token of the link stands. */
  readonly letterId: string;
  /** Who invited, or the person alone. */
  readonly byId: string;
}

/** One person gets one letter about a forgotten password in this time, however often somebody asks. */
const QUIET_MS = 5 * 60_000;

/** Writes the e-mail with a link to choose a password into the ledger of notices. Run twice, it is written once. */
@Injectable()
export class WriteLetter implements JobHandler<Letter> {
  readonly job = writeLetterJob;

  constructor(
    private readonly database: Database,
    private readonly notices: StaffNotices,
    private readonly clock: Clock,
  ) {}

  async run({ letter, userId, letterId, byId }: Letter): Promise<void> {
    const subject = { type: 'staffLetter', id: letterId } as const;
    const quiet = Math.floor(this.clock.now().getTime() / QUIET_MS);
    await this.database.transaction((tx) =>
      letter === 'invited'
        ? this.notices.queue(tx, {
            ...{ key: `letter-${letterId}`, userId, siteId: null, kind: 'staff.invited', subject },
            detail: { byId },
          })
        : this.notices.queue(tx, {
            ...{ key: `forgotten-${userId}-${quiet}`, userId, siteId: null, kind: 'staff.password-forgotten', subject },
          }),
    );
  }
}
