import { Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { type InvalidInput, isRefusal, type NotAllowed, type NotFound, type Result } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { type ArticleNotSendable, TestNotSent, type TooManyTests } from '../domain/refusals.js';
import { TestPost } from '../mail/test-post.js';
import { IssueAccess } from './issue-access.js';
import { IssueGates } from './issue-gates.js';
import { TESTED, TestReaders } from './test-readers.js';

export interface SendTestInput {
  readonly id: string;
  /** Members of staff of the site, at most five; whoever asks when it is left out. */
  readonly personIds?: readonly string[] | null;
}

/** To how many people a test went. */
export interface SentTest {
  readonly handedOver: number;
}

type No = NotAllowed | NotFound | InvalidInput | ArticleNotSendable | TestNotSent | TooManyTests;

/**
 * Sends an issue to staff of its site, marked as a test, and to nobody else: no subscriber can be named here. It stands
 * in no ledger and is never counted; killed in the middle it is not sent again by itself.
 */
@Injectable()
export class SendTestIssue {
  constructor(
    private readonly database: Database,
    private readonly access: IssueAccess,
    private readonly readers: TestReaders,
    private readonly gates: IssueGates,
    private readonly post: TestPost,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: StaffActor, { id, personIds }: SendTestInput): Promise<Result<SentTest, No>> {
    const own = await this.access.for(actor, 'newsletter.read', id);
    if (isRefusal(own)) return own;
    const { issue, site } = own;
    // A message without what was taken off the site would not be the one that subscribers get.
    const standing = await this.gates.ground.standing(this.database.client, issue);
    if (isRefusal(standing)) return standing;
    // Written down first: a test that left is on record, whatever happens then.
    const wanted = await this.database.transaction(async (tx) => {
      const chosen = await this.readers.choose(tx, actor, site, personIds);
      if (isRefusal(chosen)) return chosen;
      await this.audit.record(tx, actor, TESTED, { type: 'issue', id }, site.id, { personIds: chosen.join(' ') });
      return chosen;
    });
    if (isRefusal(wanted)) return wanted;
    const { text } = await this.gates.message(this.database.client, issue, site);
    const marked = { ...text, subject: `[Test] ${issue.subject}` };
    const fault = await this.post.send(marked, issue.locale, site, wanted);
    return fault ? new TestNotSent(fault) : { handedOver: wanted.length };
  }
}
