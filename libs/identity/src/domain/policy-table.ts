import type { Role, SystemActor } from '#platform';

/** Who may do what. A role counts at the site of the article, the publication or the newsletter, and nowhere else. */
interface Rule {
  readonly roles: readonly Role[];
  /** Parts of the system that do this without a person. */
  readonly system?: readonly SystemActor['name'][];
}

const EDITORS: readonly Role[] = ['author', 'reviewer', 'publisher', 'admin'];
const PUBLISHERS: readonly Role[] = ['publisher', 'admin'];

/**
 * Every operation there is. An administrator cannot approve: approving takes a reviewer with a licence in force, and
 * nobody who contributed, whatever their roles. Withdrawing is the one act that needs no second person.
 */
export const POLICY = {
  'article.read': { roles: EDITORS },
  'article.edit': { roles: EDITORS },
  'preview.share': { roles: EDITORS },
  'comment.write': { roles: EDITORS },
  'view.keep': { roles: EDITORS },
  'article.import': { roles: ['author', 'publisher', 'admin'] },
  'finding.waive': { roles: EDITORS },
  'finding.waiveBlocking': { roles: ['reviewer'] },
  'media.read': { roles: EDITORS },
  'media.add': { roles: EDITORS },
  'media.describe': { roles: EDITORS },
  'media.archive': { roles: ['author', 'publisher', 'admin'] },
  'article.classify': { roles: EDITORS },
  'article.lowerRisk': { roles: ['reviewer'] },
  'article.archive': { roles: ['author', 'publisher', 'admin'] },
  'taxonomy.manage': { roles: PUBLISHERS },
  'slug.free': { roles: PUBLISHERS },
  'review.request': { roles: ['author', 'publisher', 'admin'] },
  'review.assign': { roles: EDITORS },
  'review.decide': { roles: ['reviewer'] },
  'checklist.answer': { roles: EDITORS },
  'review.withdraw': { roles: ['author', 'publisher', 'admin'] },
  'publication.publish': { roles: PUBLISHERS, system: ['scheduler'] },
  'publication.schedule': { roles: PUBLISHERS },
  'publication.defer': { roles: PUBLISHERS },
  'publication.withdraw': { roles: ['reviewer', 'publisher', 'admin'], system: ['reviewClock', 'scheduler'] },
  'task.settle': { roles: [], system: ['followUp'] },
  'recall.open': { roles: ['reviewer', 'publisher', 'admin'] },
  'evidence.add': { roles: EDITORS },
  'evidence.state': { roles: ['reviewer', 'publisher', 'admin'], system: ['evidenceWatch'] },
  'report.read': { roles: EDITORS },
  'review.watch': { roles: [], system: ['reviewClock', 'operator'] },
  'job.release': { roles: PUBLISHERS },
  'channel.manage': { roles: PUBLISHERS, system: ['channels'] },
  'newsletter.compose': { roles: PUBLISHERS },
  'newsletter.read': { roles: ['reviewer', 'publisher', 'admin'] },
  'newsletter.approve': { roles: ['reviewer', 'publisher', 'admin'] },
  'newsletter.send': { roles: PUBLISHERS, system: ['newsletter'] },
  'task.read': { roles: EDITORS },
  'task.complete': { roles: ['reviewer', 'publisher', 'admin'] },
  'audience.read': { roles: PUBLISHERS },
  'audience.import': { roles: PUBLISHERS },
  'audience.suppress': { roles: PUBLISHERS },
  'audience.erase': { roles: PUBLISHERS },
  'audit.read': { roles: ['admin'] },
  'credential.revoke': { roles: ['admin'] },
  'licence.read': { roles: ['admin'] },
  'credential.enter': { roles: EDITORS },
  'staff.manage': { roles: ['admin'] },
  'site.manage': { roles: ['admin'] },
  'token.make': { roles: EDITORS },
  'siteKey.manage': { roles: ['admin'] },
} as const satisfies Record<string, Rule>;

export type Operation = keyof typeof POLICY;

/** The rule of one operation. */
export function ruleOf(operation: Operation): Rule {
  return POLICY[operation];
}
