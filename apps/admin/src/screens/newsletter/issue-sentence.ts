import type { HoldPartsFragment, IssuePartsFragment } from '../../gql/operations';
import { currentLanguage, t } from '../../messages/t';

/** Where an issue stands, in a sentence with its numbers. */
export function issueSentence({ status, recipients, ...issue }: IssuePartsFragment): string {
  const why = holdSentence(issue);
  const { frozen, handedOver, failed, unknown, deferred } = recipients;
  const reached = t('issue.reached', { done: handedOver, count: frozen });
  switch (status) {
    case 'COMPOSING':
      return t('issue.notSent');
    case 'WAITING':
      return `${reached} ${why ?? t('issue.triedAgain', { count: deferred })}`;
    case 'ON_HOLD':
      return `${why ?? ''} ${reached}`.trim();
    case 'FINISHED':
      return failed > 0 ? `${reached} ${t('issue.refusedFor', { count: failed })}` : reached;
    case 'FINISHED_WITH_UNKNOWN':
      return `${reached} ${t('issue.unknownFor', { count: unknown })}`;
    default:
      return reached;
  }
}

/** Why an issue was stopped by us or waits; the server's own words where it gives no facts. */
export function holdSentence({ hold, holdReason }: HoldPartsFragment): string | null {
  if (!hold) return holdReason ?? null;
  const { people, of: count } = { people: hold.people ?? 0, of: hold.of ?? 0 };
  switch (hold.code) {
    case 'ARTICLE_NOT_SENDABLE':
      return hold.title ? t('issueHold.article', { title: hold.title }) : t('issueHold.articleGone');
    case 'COMPLAINTS':
      return t('issueHold.complaints', { count: people, all: count, share: share(people, count) });
    case 'BOUNCES':
      return t('issueHold.bounces', { count: people, all: count, share: share(people, count) });
    case 'RESTORED_COPY':
      return t('issueHold.restoredCopy');
    case 'MAIL_SERVER_AWAY':
      return t('issueHold.mailServer', { reply: hold.reply ?? '' });
  }
}

/** Below one per cent with two places: one complaint in a thousand is what counts. */
function share(part: number, whole: number): string {
  const digits = part / whole < 0.01 ? 2 : 1;
  const options = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return (whole === 0 ? 0 : part / whole).toLocaleString(currentLanguage(), options);
}
