import type { ClockPlan, ClockReport } from '#oversight';
import { readSettings } from '#platform';
import type { CliCommand } from '../command.js';
import { withDatabase } from '../import/database-at-hand.js';

interface Options {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `carepress review-clock`: does now what the worker's sweep does every few minutes, or says what it would do. */
export const reviewClockCommand: CliCommand = (program) => {
  program
    .command('review-clock')
    .description('remind of reviews that are due, and act on what is overdue; safe to run at any time')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'print one JSON object')
    .action(async ({ dryRun = false, json = false }: Options) => {
      const text = await withDatabase(readSettings(), async (settings) => {
        // Not at the top: the rooms take a second to load, and every other command would wait for them.
        const { withReviewClock } = await import('../review-clock/operator.module.js');
        return withReviewClock(settings, async (clock) => {
          if (dryRun) return printPlan(await clock.plan(), json);
          return printReport(await clock.run(new AbortController().signal), json);
        });
      });
      process.stdout.write(text);
    });
};

function printPlan({ at, reminders, actions, refreshes }: ClockPlan, json: boolean): string {
  if (json) return `${JSON.stringify({ at, reminders, actions, refreshes })}\n`;
  const lines = [
    ...reminders.map(
      ({ review, day }) =>
        `Would remind, ${day} days before: ${review.locale}/${review.slug}, due ${dayOf(review.reviewDueAt)}.`,
    ),
    ...actions.map(
      ({ review, action }) =>
        `Would ${WORDS[action]}: ${review.locale}/${review.slug}, due ${dayOf(review.reviewDueAt)}.`,
    ),
    ...refreshes.map((id) => `Would bring the dates of publication ${id} up to date.`),
  ];
  return `${(lines.length > 0 ? lines : ['Nothing is due.']).join('\n')}\n`;
}

const WORDS = {
  notice: 'show the notice that it is under review',
  excludeFromIssues: 'show the notice that it is under review and keep it out of issues',
  withdraw: 'take off the site',
} as const;

function printReport(report: ClockReport, json: boolean): string {
  if (json) return `${JSON.stringify(report)}\n`;
  const { reminded, acted, refreshed, tasksClosed } = report;
  return `Reminded of ${reminded}, acted on ${acted}, brought ${refreshed} up to date, closed ${tasksClosed} tasks.\n`;
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
