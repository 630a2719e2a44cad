import { Injectable } from '@nestjs/common';
import { AuditLog, People, Policy, type SiteRow, Sites } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound, newId, type Result } from '#kernel';
import { MailServerUnavailable } from '#mail';
import { Database, ROLES, type StaffActor } from '#platform';
import { TestNotSent } from '../domain/refusals.js';
import { SmtpPool } from '../mail/smtp-pool.js';
import { CompiledIssue } from '../message/compiled-issue.js';
import { longDate } from '../message/words.js';
import { type IssueRow, Issues } from '../persistence/issues.js';
import { IssueGates } from './issue-gates.js';

export interface SendTestInput {
  readonly id: string;
  /** Members of staff of the site, at most five; whoever asks when it is left out. */
  readonly personIds?: readonly string[] | null;
}

/** To how many people a test went. */
export interface SentTest {
  readonly handedOver: number;
}

type No = NotAllowed | NotFound | InvalidInput | TestNotSent;

const MOST = 5;
const NO_LINE = 'the mail server cannot be reached.';

/**
 * Sends an issue to staff of its site, marked as a test, and to nobody else: no subscriber can be named here. It stands
 * in no ledger and is never counted; killed in the middle it is not sent again by itself.
 */
@Injectable()
export class SendTestIssue {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly people: People,
    private readonly issues: Issues,
    private readonly gates: IssueGates,
    private readonly pool: SmtpPool,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, { id, personIds }: SendTestInput): Promise<Result<SentTest, No>> {
    const issue = isId(id) ? await this.issues.byId(id) : null;
    const site = issue && (await this.sites.byId(issue.siteId));
    if (!issue || !site) return new NotFound('There is no issue with this id.');
    const refused = this.policy.mayAt(actor, 'newsletter.read', site.id);
    if (refused) return refused;
    const wanted = [...new Set(personIds ?? [actor.userId])];
    const staff = await this.people.withRoleAt(site.id, ROLES);
    if (
      wanted.length < 1 ||
      wanted.length > MOST ||
      !wanted.every((one) => staff.some((person) => person.id === one))
    ) {
      return new InvalidInput('personIds', `A test goes to 1 to ${MOST} people who work on this site.`);
    }
    // Written down first: a test that left is on record, whatever happens then.
    await this.database.transaction((tx) =>
      this.audit.record(tx, actor, 'issue.tested', { type: 'issue', id }, site.id, { personIds: wanted.join(' ') }),
    );
    return this.send(issue, site, wanted);
  }

  private async send(issue: IssueRow, site: SiteRow, personIds: readonly string[]): Promise<Result<SentTest, No>> {
    const { text } = await this.gates.message(this.database.client, issue, site);
    const at = this.clock.now();
    const compiled = await CompiledIssue.compile(newId(), at, { ...text, subject: `[Test] ${issue.subject}` });
    for (const personId of personIds) {
      const message = compiled.message({
        deliveryId: newId(),
        email: await this.people.emailOf(personId),
        // Nobody subscribed, so there is nothing to leave.
        unsubscribeUrl: site.url,
        since: longDate(at, issue.locale, site.timeZone),
      });
      const fault = await this.handOver(message);
      if (fault) return new TestNotSent(fault);
    }
    return { handedOver: personIds.length };
  }

  /** Why it did not get away; null when the mail server took it. */
  private async handOver({ from, to, bytes }: { from: string; to: string; bytes: Buffer }): Promise<string | null> {
    const line = await this.pool.acquire().catch((error: unknown) => {
      if (error instanceof MailServerUnavailable) return null;
      throw error;
    });
    if (!line) return NO_LINE;
    try {
      const outcome = await line.send({ from, to }, bytes);
      return outcome.kind === 'handedOver' ? null : 'the mail server did not take it.';
    } finally {
      this.pool.release(line);
    }
  }
}
