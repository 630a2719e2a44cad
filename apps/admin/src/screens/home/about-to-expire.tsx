import { Link } from '@tanstack/react-router';
import { t } from '../../messages/t';
import { writeDate } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { FailureNotice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card, CardRow } from '../../parts/screen';
import { Pill } from '../../parts/status';
import type { Expiring, Home } from './use-home';

const ROWS = 6;
const DAY_MS = 86_400_000;

/** The second question of the home screen: live texts whose review, or whose reviewer's licence, ends soon. */
export function AboutToExpire({ home }: { home: Home }) {
  const { expiring, licences } = home;
  return (
    <Card title={t('home.expiring')}>
      {home.error ? (
        <FailureNotice error={home.error} retry={home.retry} />
      ) : home.pending ? (
        <RowsSkeleton rows={3} />
      ) : expiring.length + licences.length === 0 ? (
        <Empty title={t('home.expiringNone')}>
          <p>{t('home.expiringNoneWhy')}</p>
        </Empty>
      ) : (
        <ul>
          {expiring.slice(0, ROWS).map((one) => (
            <Row key={one.publication.id} one={one} about={reviewBy(one)}>
              <Pill tone="due" icon="clock">
                {inDays(one.reviewDueAt)}
              </Pill>
            </Row>
          ))}
          {licences.slice(0, ROWS).map((one) => (
            <Row
              key={`licence ${one.publication.id}`}
              one={one}
              about={t('home.licenceEnds', { name: one.approval?.approver.name ?? t('review.someone') })}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ one, about, children }: { one: Expiring; about: string; children?: React.ReactNode }) {
  const { article, revision, locale, site } = one.publication;
  return (
    <CardRow
      title={
        <Link to="/articles/$articleId" params={{ articleId: article.id }} search={{ tab: 'review', locale }}>
          {revision.title}
        </Link>
      }
      about={`${site.name} · ${about}`}
    >
      {children}
    </CardRow>
  );
}

function reviewBy({ reviewDueAt, publication }: Expiring): string {
  return t('home.reviewBy', { date: writeDate(reviewDueAt, 'day', publication.site.timeZone) });
}

function inDays(iso: string): string {
  return t('home.days', { count: Math.max(0, Math.ceil((Date.parse(iso) - Date.now()) / DAY_MS)) });
}
