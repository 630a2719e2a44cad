import { Button } from '@mantine/core';
import { request } from '../../../api/client';
import { rolesAt, sitesOf, useMe } from '../../../api/session';
import { CancelScheduleDocument, RetryScheduleDocument, type SchedulePartFragment } from '../../../gql/operations';
import { refusalSentence, t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Notice } from '../../../parts/notice';
import { PUBLISHERS } from '../../../parts/roles';
import { Pill } from '../../../parts/status';
import { useDecision } from '../../../parts/use-decision';
import type { Article } from '../../article/queries';
import css from '../../article/rail.module.css';
import { useArticleSchedules } from './use-publish-plan';

/** What waits for its instant on each of the person's sites, with the way to take it back. */
export function ScheduleParts({ article }: { article: Article }) {
  return sitesOf(useMe()).map(({ slug }) => <OfSite key={slug} article={article} site={slug} />);
}

function OfSite({ article, site }: { article: Article; site: string }) {
  const schedules = useArticleSchedules(article.id, site);
  return schedules
    .filter(({ revision }) => revision.locale === article.newestRevision.locale)
    .map((one) => <SchedulePartView key={one.id} one={one} />);
}

function SchedulePartView({ one }: { one: SchedulePartFragment }) {
  const { site, revision, publishAt, untilAt, state } = one;
  const parked = state === 'PARKED';
  return (
    <div className={css.part}>
      <div className={css.partHead}>
        <h3>
          {site.name}, {t('live.revision', { number: revision.number })}
        </h3>
        <Pill tone={parked ? 'danger' : 'accent'} icon={parked ? 'stop' : 'clock'}>
          {t(parked ? 'schedule.PARKED' : 'schedule.SCHEDULED')}
        </Pill>
      </div>
      <p className={css.small}>
        {t('schedule.goesLive', { date: writeDate(publishAt, 'full', site.timeZone) })}
        {untilAt && ` ${t('schedule.until', { date: writeDate(untilAt, 'full', site.timeZone) })}`}
      </p>
      <ScheduleSteps one={one} />
    </div>
  );
}

/** Takes a schedule back, or lets a parked one go again, with why it is parked. */
export function ScheduleSteps({ one }: { one: SchedulePartFragment }) {
  const me = useMe();
  const cancel = useDecision((id: string) => request(CancelScheduleDocument, { id }));
  const retry = useDecision((id: string) => request(RetryScheduleDocument, { id }));
  const refused = cancel.refused ?? retry.refused;
  const parked = one.state === 'PARKED';
  const may = PUBLISHERS.some((role) => rolesAt(me, one.site.slug).has(role));
  return (
    <>
      {parked && one.refusalMessage && (
        <p className={css.small}>{refusalSentence({ code: one.refusalCode, message: one.refusalMessage })}</p>
      )}
      {refused && <Notice>{refused.message}</Notice>}
      {may && (
        <div className={css.steps}>
          {parked && (
            <Button size="xs" loading={retry.busy} onClick={() => retry.take(one.id)}>
              {t('schedule.retry')}
              <span className="hidden-visually"> {one.revision.title}</span>
            </Button>
          )}
          {!parked && (
            <Button size="xs" variant="default" loading={cancel.busy} onClick={() => cancel.take(one.id)}>
              {t('schedule.cancel')}
              <span className="hidden-visually"> {one.revision.title}</span>
            </Button>
          )}
        </div>
      )}
    </>
  );
}
