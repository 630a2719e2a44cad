import { currentLanguage, t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Pill } from '../../../parts/status';
import { languageName } from '../../../parts/words';
import css from './publish-form.module.css';
import type { Target } from './use-publish-plan';

/** One site and language of the plan: what happens there, and what keeps it back. */
export function TargetLine({ target, waits }: { target: Target; waits: boolean }) {
  const { site, locale, revision, obstacles, same } = target;
  return (
    <li className={css.target}>
      <div>
        <strong>{site.name}</strong>, {languageName(locale, currentLanguage())},{' '}
        {t('live.revision', { number: revision.number })}
        <div className={css.about}>{happens(target)}</div>
        {obstacles && obstacles.length > 0 && (
          <ul className="plain">
            {obstacles.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
      {same ? (
        <Pill tone="good" icon="dot">
          {t('publish.sameThere')}
        </Pill>
      ) : waits ? (
        <Pill tone="neutral" icon="clock">
          {t('publish.chooseTime')}
        </Pill>
      ) : !obstacles ? (
        <Pill tone="neutral">{t('publish.checking')}</Pill>
      ) : obstacles.length > 0 ? (
        <Pill tone="danger" icon="stop">
          {t('publish.stopped')}
        </Pill>
      ) : (
        <Pill tone="good" icon="check">
          {t('publish.clear')}
        </Pill>
      )}
    </li>
  );
}

function happens({ site, locale, address, replaces, same, schedule }: Target): string {
  const zone = site.timeZone;
  const now = !replaces
    ? t('publish.newThere', { address: `${site.url.replace(/^https?:\/\//, '')}/${locale}/${address}` })
    : same
      ? t('publish.since', { date: writeDate(replaces.liveFrom, 'full', zone) })
      : t('publish.replaces', {
          number: replaces.revision.number,
          date: writeDate(replaces.liveFrom, 'full', zone),
        });
  if (!schedule) return now;
  const { number } = schedule.revision;
  return `${now} ${t('publish.replacesSchedule', { number, date: writeDate(schedule.publishAt, 'full', zone) })}`;
}
