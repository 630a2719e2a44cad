import { Injectable } from '@nestjs/common';
import { AuditReader, People, type SiteRow } from '#identity';
import { InvalidInput } from '#kernel';
import { LedgerClock, ROLES, type StaffActor, type Tx } from '#platform';
import { TooManyTests } from '../domain/refusals.js';

const MOST_AT_ONCE = 5;
/** Enough to look at an issue in many mail programs; too few to send a newsletter by. */
const MOST_AN_HOUR = 30;
const HOUR_MS = 3_600_000;

/** What a test is called in the audit log; its line names who got it. */
export const TESTED = 'issue.tested';

/** Who gets a test: staff of the site and nobody else, and not without end. */
@Injectable()
export class TestReaders {
  constructor(
    private readonly people: People,
    private readonly audit: AuditReader,
    private readonly clock: LedgerClock,
  ) {}

  /**
   * Holds back whoever else sends a test of the site until the transaction ends: the line that it writes into the audit
   * log is what the next one counts, so that two at once cannot both take what is left.
   *
   * @param personIds whoever asks when it is left out
   */
  async choose(
    tx: Tx,
    actor: StaffActor,
    { id: siteId }: SiteRow,
    personIds: readonly string[] | null | undefined,
  ): Promise<readonly string[] | InvalidInput | TooManyTests> {
    const wanted = [...new Set(personIds ?? [actor.userId])];
    const staff = await this.people.withRoleAt(siteId, ROLES, tx);
    const known = wanted.every((one) => staff.some((person) => person.id === one));
    if (wanted.length < 1 || wanted.length > MOST_AT_ONCE || !known) {
      return new InvalidInput('personIds', `A test goes to 1 to ${MOST_AT_ONCE} people who work on this site.`);
    }
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('newsletter test ' || ${siteId}, 0))::text`;
    const sent = await this.sentLately(tx, siteId);
    return sent + wanted.length > MOST_AN_HOUR ? new TooManyTests(MOST_AN_HOUR) : wanted;
  }

  /** Messages of the last hour. */
  private async sentLately(tx: Tx, siteId: string): Promise<number> {
    const from = new Date((await this.clock.now()).getTime() - HOUR_MS);
    const lines = await this.audit.page({ siteIds: [siteId], action: TESTED, from }, MOST_AN_HOUR, undefined, tx);
    return lines.reduce((sum, { data }) => sum + peopleIn(data), 0);
  }
}

function peopleIn(data: unknown): number {
  const { personIds } = data as { readonly personIds?: string };
  return personIds ? personIds.split(' ').length : 1;
}
