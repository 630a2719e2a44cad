import type { SystemActor } from '#platform';
import type { Operation } from './policy-table.js';

/** What a job or a sweep may bring about without a person. */
export type JobRule =
  /** Decides something as a named part of the system, which the policy table must allow. */
  | { readonly actsAs: SystemActor['name']; readonly may: Operation }
  /** Decides nothing: carries out, passes on or tidies up what somebody decided who was asked then. */
  | { readonly actsAs: null; readonly why: string };

const passesOn = (why: string): JobRule => ({ actsAs: null, why });

/** Every job and every sweep of the worker. One that is not here does not run: the worker refuses to start. */
export const JOB_POLICY: Readonly<Record<string, JobRule>> = {
  'assessment.assess-revision': passesOn('writes down what the checks find in a text'),
  'assessment.find-unassessed': passesOn('finds texts that no check has read'),
  'audience.send-confirmation': passesOn('sends the link that a person asked for'),
  'audience.seal-addresses': passesOn('seals addresses that stand in the clear'),
  'channels.deliver': { actsAs: 'channels', may: 'channel.manage' },
  'channels.find-due-deliveries': passesOn('finds deliveries that are due'),
  'channels.prune-log': passesOn('removes attempts after thirty days'),
  'channels.find-stale-sites': passesOn('finds sites as files that are behind what their site shows'),
  'channels.find-unplanned': passesOn('finds what no delivery was planned for'),
  'channels.look-at-copies': { actsAs: 'channels', may: 'channel.manage' },
  'channels.plan-deliveries': passesOn('plans deliveries of what is live'),
  'editing.sweep-presence': passesOn('forgets who left an editor open'),
  'evidence.check-reference': { actsAs: 'evidenceWatch', may: 'evidence.state' },
  'evidence.watch-references': { actsAs: 'evidenceWatch', may: 'evidence.state' },
  'importing.find-due-imports': passesOn('finds uploads that wait'),
  'importing.run-import': passesOn('reads an upload as the person who sent it, whose role is asked again'),
  'media.find-lost-renditions': passesOn('finds pictures without renditions'),
  'media.render': passesOn('makes smaller copies of a picture'),
  'editing.follow-up-approval': { actsAs: 'followUp', may: 'task.settle' },
  'editing.follow-up-approvals': passesOn('it asks again for the follow-up of recent approvals and changes nothing'),
  newsletter: { actsAs: 'newsletter', may: 'newsletter.send' },
  'newsletter.fire-schedules': { actsAs: 'newsletter', may: 'newsletter.send' },
  'newsletter.digests': { actsAs: 'newsletter', may: 'newsletter.send' },
  'newsletter.look-at-senders': passesOn('looks up in the DNS what it was asked before, and writes down what it found'),
  'newsletter.send-chunk': { actsAs: 'newsletter', may: 'newsletter.send' },
  'notify.find-due-notices': passesOn('finds notices that are due'),
  'notify.write-letter': passesOn('writes the e-mail with a link that a person asked for, or an administrator sent'),
  'notify.send-notice': passesOn('sends a notice that was written in the transaction of its reason'),
  'oversight.drive-recalls': { actsAs: 'reviewClock', may: 'publication.withdraw' },
  'oversight.find-live-under-licence': passesOn('opens a task for each live text that stands on a revoked licence'),
  'oversight.watch-licences': { actsAs: 'reviewClock', may: 'review.watch' },
  'oversight.reopen-raised-risk': { actsAs: 'reviewClock', may: 'review.watch' },
  'oversight.raise-withdrawals': { actsAs: 'reviewClock', may: 'review.watch' },
  'oversight.settle-recalls': { actsAs: 'reviewClock', may: 'review.watch' },
  'oversight.refresh-dates': { actsAs: 'reviewClock', may: 'review.watch' },
  'oversight.review-clock': { actsAs: 'reviewClock', may: 'publication.withdraw' },
  'publishing.end-publications': { actsAs: 'scheduler', may: 'publication.withdraw' },
  'publishing.fire-releases': { actsAs: 'scheduler', may: 'publication.publish' },
  'publishing.fire-schedules': { actsAs: 'scheduler', may: 'publication.publish' },
  'review.remind-reviewers': passesOn('reminds people of a date they were given'),
  'worker.queue-released': passesOn('queues the jobs that a person let go'),
  'worker.housekeeping': passesOn('removes what nobody will ask for again'),
};
