import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { request } from '../../api/client';
import { useMe } from '../../api/session';
import { ConfirmWithdrawalDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { writeDate } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { FailureNotice, Notice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card, CardRow } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { useDecision } from '../../parts/use-decision';
import type { HeldIssue, Home, RefusedSchedule, Withdrawal } from './use-home';

/** The third question of the home screen: what did not happen, or waits for somebody to look at it. */
export function FailedOrHeld({ home }: { home: Home }) {
  const { refused, withdrawals, issues } = home;
  return (
    <Card title={t('home.failed')}>
      {home.error ? (
        <FailureNotice error={home.error} retry={home.retry} />
      ) : home.pending ? (
        <RowsSkeleton rows={2} />
      ) : refused.length + withdrawals.length + issues.length === 0 ? (
        <Empty title={t('home.failedNone')}>
          <p>{t('home.failedNoneWhy')}</p>
        </Empty>
      ) : (
        <ul>
          {withdrawals.map((one) => (
            <WithdrawalRow key={one.publication.id} one={one} />
          ))}
          {refused.map((one) => (
            <ScheduleRow key={one.id} one={one} />
          ))}
          {issues.map((one) => (
            <IssueRow key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function WithdrawalRow({ one }: { one: Withdrawal }) {
  const me = useMe();
  const { id, article, revision, locale, site, withdrawnReason } = one.publication;
  const agree = useDecision((publicationId: string) => request(ConfirmWithdrawalDocument, { publicationId }));
  const own = one.withdrawnBy.id === me.id;
  return (
    <CardRow
      title={
        <Link to="/articles/$articleId" params={{ articleId: article.id }} search={{ tab: 'live', locale }}>
          {revision.title}
        </Link>
      }
      about={
        <>
          {t('home.withdrawnBy', { site: site.name, name: one.withdrawnBy.name })} {withdrawnReason}
          {agree.refused && <Notice>{agree.refused.message}</Notice>}
        </>
      }
    >
      <Pill tone="due" icon="clock">
        {t('home.toConfirm')}
      </Pill>
      {!own && (
        <Button
          variant="default"
          size="sm"
          loading={agree.busy}
          aria-label={t('home.agreeOf', { title: revision.title })}
          onClick={() => agree.take(id)}
        >
          {t('home.agree')}
        </Button>
      )}
    </CardRow>
  );
}

function ScheduleRow({ one }: { one: RefusedSchedule }) {
  const date = writeDate(one.publishAt, 'full', one.site.timeZone);
  return (
    <CardRow
      title={
        <Link
          to="/articles/$articleId"
          params={{ articleId: one.article.id }}
          search={{ tab: 'live', locale: one.revision.locale }}
        >
          {one.revision.title}
        </Link>
      }
      about={t('home.scheduleRefused', { date, why: one.refusalMessage ?? '' })}
    >
      <Pill tone="danger" icon="stop">
        {t('home.refused')}
      </Pill>
    </CardRow>
  );
}

function IssueRow({ one }: { one: HeldIssue }) {
  const unknown = one.status === 'FINISHED_WITH_UNKNOWN';
  return (
    <CardRow title={one.subject} about={one.holdReason ?? one.statusSentence}>
      <Pill tone="due" icon="clock">
        {unknown ? t('home.issueUnknown', { count: one.recipients.unknown }) : t('home.issueHeld')}
      </Pill>
    </CardRow>
  );
}
