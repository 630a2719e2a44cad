import type { IssuePartsFragment } from '../../gql/operations';
import { t } from '../../messages/t';

/** Where an issue stands, in a sentence with its numbers. */
export function issueSentence({ status, recipients, holdReason }: IssuePartsFragment): string {
  const { frozen, handedOver, failed, unknown, deferred } = recipients;
  const reached = t('issue.reached', { done: handedOver, count: frozen });
  switch (status) {
    case 'COMPOSING':
      return t('issue.notSent');
    case 'WAITING':
      return `${reached} ${holdReason ?? t('issue.triedAgain', { count: deferred })}`;
    case 'ON_HOLD':
      return `${holdReason ?? ''} ${reached}`.trim();
    case 'FINISHED':
      return failed > 0 ? `${reached} ${t('issue.refusedFor', { count: failed })}` : reached;
    case 'FINISHED_WITH_UNKNOWN':
      return `${reached} ${t('issue.unknownFor', { count: unknown })}`;
    default:
      return reached;
  }
}
