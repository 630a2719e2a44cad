import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { request } from '../../api/client';
import { useMe } from '../../api/session';
import { ConfirmWithdrawalDocument, RetryReleaseDocument, RetryScheduleDocument } from '../../gql/operations';
import { refusalSentence, t } from '../../messages/t';
import { writeDate } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { FailureNotice, Notice } from '../../parts/notice';
import { useMay } from '../../parts/one-site';
import { PUBLISHERS } from '../../parts/roles';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card, CardRow } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { useDecision } from '../../parts/use-decision';
import { holdSentence } from '../newsletter/issue-sentence';
import { PlannedPill } from '../publishing/calendar/entry-line';
import { DeliveryPill } from '../publishing/deliveries/delivery-pill';
import type { FailedDelivery, HeldIssue, HeldRelease, Home, RefusedSchedule, Withdrawal } from './use-home';

/** The third question of the home screen: what did not happen, or waits for somebody to look at it. */
export function FailedOrHeld({ home }: { home: Home }) {
  const { refused, parked, releases, deliveries, withdrawals, issues } = home;
  const count = [refused, parked, releases, deliveries, withdrawals, issues].reduce(
    (sum, { length }) => sum + length,
    home.jobCount,
  );
  return (
    <Card
      title={t('home.failed')}
      aside={
        deliveries.length > 0 && (
          <Link to="/publishing/deliveries" search={{ site: deliveries[0]?.destination.site.slug, state: 'EXHAUSTED' }}>
            {t('home.allDeliveries')}
          </Link>
        )
      }
    >
      {home.error ? (
        <FailureNotice error={home.error} retry={home.retry} />
      ) : home.pending ? (
        <RowsSkeleton rows={2} />
      ) : count === 0 ? (
        <Empty title={t('home.failedNone')}>
          <p>{t('home.failedNoneWhy')}</p>
        </Empty>
      ) : (
        <ul>
          {withdrawals.map((one) => (
            <WithdrawalRow key={one.publication.id} one={one} />
          ))}
          {home.jobCount > 0 && (
            <CardRow
              title={<Link to="/publishing/jobs">{t('home.jobs', { count: home.jobCount })}</Link>}
              about={t('home.jobsWhy')}
            >
              <Pill tone="due" icon="clock">
                {t('parkedJobs.waits')}
              </Pill>
            </CardRow>
          )}
          {parked.map((one) => (
            <ParkedRow key={one.id} one={one} />
          ))}
          {releases.map((one) => (
            <ReleaseRow key={one.id} one={one} />
          ))}
          {deliveries.map((one) => (
            <DeliveryRow key={one.id} one={one} />
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
      about={t('home.scheduleRefused', { date, why: whyOf(one) })}
    >
      <Pill tone="danger" icon="stop">
        {t('home.refused')}
      </Pill>
    </CardRow>
  );
}

function whyOf({ refusalCode: code, refusalMessage }: RefusedSchedule): string {
  return refusalSentence({ code, message: refusalMessage ?? '' });
}

function ParkedRow({ one }: { one: RefusedSchedule }) {
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
      about={t('home.parkedWhy', { date, why: whyOf(one) })}
    >
      <PlannedPill state={one.state} />
      <RunAgain
        title={one.revision.title}
        site={one.site.slug}
        run={() => request(RetryScheduleDocument, { id: one.id })}
      />
    </CardRow>
  );
}

function ReleaseRow({ one }: { one: HeldRelease }) {
  const date = writeDate(one.publishAt, 'full', one.site.timeZone);
  const why = [...new Set(one.obstacles.map(refusalSentence))].join(' ');
  return (
    <CardRow
      title={
        <Link to="/publishing/releases/$releaseId" params={{ releaseId: one.id }}>
          {one.name}
        </Link>
      }
      about={t('home.releaseRefused', { date, why })}
    >
      <PlannedPill state={one.state} />
      {one.state === 'PARKED' && (
        <RunAgain title={one.name} site={one.site.slug} run={() => request(RetryReleaseDocument, { id: one.id })} />
      )}
    </CardRow>
  );
}

interface RunAgainProps {
  readonly title: string;
  readonly site: string;
  readonly run: () => ReturnType<Parameters<typeof useDecision>[0]>;
}

function RunAgain({ title, site, run }: RunAgainProps) {
  const { take, busy, refused } = useDecision(run);
  if (!useMay(PUBLISHERS, site)) return null;
  if (refused) return <Notice>{refused.message}</Notice>;
  return (
    <Button variant="default" size="sm" loading={busy} onClick={() => take(undefined)}>
      {t('schedule.retry')}
      <span className="hidden-visually"> {title}</span>
    </Button>
  );
}

function DeliveryRow({ one }: { one: FailedDelivery }) {
  const title = one.publication?.revision.title ?? t('deliveries.test');
  const last = one.attempts.at(-1);
  return (
    <CardRow
      title={
        <Link
          to="/publishing/deliveries"
          search={{ site: one.destination.site.slug, to: one.destination.id, state: 'EXHAUSTED' }}
        >
          {t('home.delivery', { name: one.destination.name })}
        </Link>
      }
      about={t('home.deliveryWhy', { title, why: last ? t(`outcome.${last.outcome}`) : t('delivery.EXHAUSTED') })}
    >
      <DeliveryPill state={one.state} />
    </CardRow>
  );
}

function IssueRow({ one }: { one: HeldIssue }) {
  const title = (
    <Link to="/newsletters/$issueId" params={{ issueId: one.id }}>
      {one.subject}
    </Link>
  );
  if (one.status === 'COMPOSING') {
    return (
      <CardRow title={title} about={whyItStayed(one)}>
        <Pill tone="danger" icon="stop">
          {t('home.refused')}
        </Pill>
      </CardRow>
    );
  }
  const unknown = one.status === 'FINISHED_WITH_UNKNOWN';
  return (
    <CardRow title={title} about={holdSentence(one) ?? one.statusSentence}>
      <Pill tone="due" icon="clock">
        {unknown ? t('home.issueUnknown', { count: one.recipients.unknown }) : t('home.issueHeld')}
      </Pill>
    </CardRow>
  );
}

function whyItStayed({ schedule, site }: HeldIssue): string {
  const why = refusalSentence({ code: schedule?.refusalCode, message: schedule?.refusalMessage ?? '' });
  return t('issueTime.stayed', { date: writeDate(schedule?.sendAt ?? '', 'full', site.timeZone), why });
}
