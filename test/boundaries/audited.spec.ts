import { describe, expect, it } from '@jest/globals';
import { isTest, sourceFiles } from './rooms.js';

const OWN_LEDGER = 'what a subscriber agrees to stands in the consent ledger, which is append-only as well';

/** Files that begin a transaction and leave no audit line, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'libs/audience/src/use-cases/admit-subscribers.ts': OWN_LEDGER,
  'libs/audience/src/use-cases/confirm-subscription.ts': OWN_LEDGER,
  'libs/audience/src/use-cases/erase-myself.ts': OWN_LEDGER,
  'libs/audience/src/use-cases/own-page.ts': OWN_LEDGER,
  'libs/audience/src/use-cases/sign-up.ts': OWN_LEDGER,
  'libs/audience/src/use-cases/unsubscribe.ts': OWN_LEDGER,
  'libs/channels/src/jobs/plan-deliveries.ts':
    'what a delivery tells of has its line; each delivery is a row of its own',
  'libs/comments/src/use-cases/start-thread.ts': 'thread-writer.ts writes the line, also for a text that is sent back',
  'libs/editing/src/jobs/follow-up-approval.ts': 'follow-up-tasks.ts writes the line, also for a confirmed translation',
  'libs/newsletter/src/jobs/fire-issue-schedules.ts':
    'schedule-refusals.ts writes the line; a fault of ours is counted in the schedule',
  'libs/newsletter/src/jobs/prepare-issue.ts': 'hold-issue.ts writes the line, for every way to be held',
  'libs/newsletter/src/use-cases/before-sending.ts': 'hold-issue.ts writes the line, for every way to be held',
  'libs/newsletter/src/use-cases/stop-at-rates.ts': 'hold-issue.ts writes the line, for every way to be held',
  'libs/notify/src/jobs/write-letter.ts':
    'the invitation and the forgotten password have their lines; a letter is a row of the ledger of notices',
  'libs/oversight/src/jobs/find-live-under-licence.ts':
    'the revocation has its line; a task opened because of it names the licence',
  'libs/oversight/src/jobs/reopen-raised-risk.ts':
    'the change of the risk class has its line; a task opened because of it names the class',
  'libs/review/src/jobs/remind-reviewers.ts':
    'what it reminds of stands in the ledger assignment_reminder, which is append-only',
  'libs/review/src/use-cases/assign-reviewer.ts': 'assignment-desk.ts writes the line, for every way to be assigned',
};

const BEGINS = /\.transaction\(|\.\$transaction\(/;
const RECORDS = /\baudit\.record(?:All)?\(|\bgoLive\.run\(|\btakeDown\.run\(/;

describe('every use case that changes state', () => {
  const changing = sourceFiles('libs').filter(
    (file) => /\/(use-cases|jobs)\//.test(file.path) && !isTest(file.path) && BEGINS.test(file.text),
  );

  it.each(changing.map((file) => [file.path, file.text]))('%s leaves an audit line', (path, text) => {
    expect(RECORDS.test(text!) || path! in EXCEPTIONS).toBe(true);
  });

  it('has no exception that is not needed', () => {
    const needed = changing.filter((file) => !RECORDS.test(file.text)).map((file) => file.path);
    expect(Object.keys(EXCEPTIONS).sort()).toEqual(needed.sort());
  });
});
