import { Link } from '@tanstack/react-router';
import type { ReleaseState, ScheduleState } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import type { IconName } from '../../../parts/icons';
import { Pill, type Tone } from '../../../parts/status';
import { wallClock } from '../../../parts/zoned';
import css from './calendar.module.css';
import type { Entry } from './entry';

const LOOKS: Readonly<Record<ScheduleState | ReleaseState, readonly [Tone, IconName]>> = {
  SCHEDULED: ['accent', 'clock'],
  PLANNED: ['accent', 'clock'],
  FIRED: ['good', 'check'],
  REFUSED: ['danger', 'stop'],
  CANCELLED: ['neutral', 'off'],
  PARKED: ['danger', 'stop'],
};

/** The one way in which the state of something planned is shown. */
export function PlannedPill({ state }: { state: ScheduleState | ReleaseState }) {
  const [tone, icon] = LOOKS[state];
  return (
    <Pill tone={tone} icon={icon}>
      {t(`schedule.${state === 'PLANNED' ? 'SCHEDULED' : state}`)}
    </Pill>
  );
}

/** One thing of the calendar; short in a cell of the month. */
export function EntryLine({ entry, zone, short = false }: { entry: Entry; zone: string; short?: boolean }) {
  const { at, kind, schedule, release, publication } = entry;
  const when = short ? wallClock(new Date(at), zone).slice(11) : writeDate(at, 'full', zone);
  const state = schedule?.state ?? release?.state;
  return (
    <div className={short ? css.short : css.entry} data-kind={kind}>
      <div>
        <span className={css.when}>{when}</span> {words(entry)}{' '}
        {release ? (
          <Link to="/publishing/releases/$releaseId" params={{ releaseId: release.id }} data-row>
            {release.name}
          </Link>
        ) : schedule ? (
          <Link
            to="/articles/$articleId"
            params={{ articleId: schedule.article.id }}
            search={{ tab: 'live', locale: schedule.revision.locale }}
            data-row
          >
            {schedule.revision.title}
          </Link>
        ) : publication ? (
          <Link
            to="/articles/$articleId"
            params={{ articleId: publication.article.id }}
            search={{ tab: 'live', locale: publication.locale }}
            data-row
          >
            {publication.revision.title}
          </Link>
        ) : null}
      </div>
      {state && (!short || state === 'REFUSED' || state === 'PARKED') && <PlannedPill state={state} />}
      {kind === 'END' && !short && publication && publication.state !== 'LIVE' && (
        <Pill tone="neutral" icon="off">
          {t('calendar.ended')}
        </Pill>
      )}
    </div>
  );
}

function words({ kind, release }: Entry): string {
  if (kind === 'RELEASE') return t('calendar.release', { count: release?.items.length ?? 0 });
  return kind === 'END' ? t('calendar.end') : t('calendar.publish');
}
