import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { PublishingCalendarDocument } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { zoneCity } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { LinkButton } from '../../../parts/link-button';
import { Loaded } from '../../../parts/loaded';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Screen } from '../../../parts/screen';
import { moveAmongRows, useKeys } from '../../../parts/use-keys';
import { instantOf, wallClock } from '../../../parts/zoned';
import { PublishingNav } from '../publishing-nav';
import css from './calendar.module.css';
import type { Entry } from './entry';
import { EntryLine } from './entry-line';
import { stepMonth, weeksOf } from './month';

/** What is to go live on a site, alone or together, and what is to be taken off: a month, by the site's own clock. */
export function CalendarScreen() {
  const site = useOneSite();
  const zone = site?.timeZone ?? 'UTC';
  const { month: asked, view } = useSearch({ from: '/frame/publishing/calendar' });
  const month = asked ?? wallClock(new Date(), zone).slice(0, 7);
  const navigate = useNavigate({ from: '/publishing/calendar' });
  const narrow = useMediaQuery('(max-width: 760px)');
  const go = (part: object) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const answer = useMonth(site?.slug ?? '', zone, month);
  const may = useMay(PUBLISHERS, site?.slug);
  useKeys({
    j: () => moveAmongRows(1),
    k: () => moveAmongRows(-1),
    n: () => go({ month: stepMonth(month, 1) }),
    p: () => go({ month: stepMonth(month, -1) }),
  });
  const asList = narrow || view === 'list';
  return (
    <Screen
      title={t('calendar.title')}
      about={t('calendar.about', { city: zoneCity(zone) })}
      action={may && <LinkButton to="/publishing/releases/new">{t('release.new')}</LinkButton>}
    >
      <PublishingNav />
      <div className={form.filters}>
        <div className={css.steps}>
          <Button variant="default" onClick={() => go({ month: stepMonth(month, -1) })}>
            {t('calendar.previous')}
          </Button>
          <h2 className={css.month} aria-live="polite">
            {monthName(month)}
          </h2>
          <Button variant="default" onClick={() => go({ month: stepMonth(month, 1) })}>
            {t('calendar.next')}
          </Button>
        </div>
        <SiteField />
        {!narrow && (
          <SegmentedControl
            aria-label={t('calendar.view')}
            value={asList ? 'list' : 'month'}
            data={[
              { value: 'month', label: t('calendar.asMonth') },
              { value: 'list', label: t('calendar.asList') },
            ]}
            onChange={(value) => go({ view: value === 'list' ? 'list' : undefined })}
          />
        )}
      </div>
      <Loaded answer={answer}>
        {({ publishingCalendar: entries }) =>
          asList ? <List entries={entries} zone={zone} /> : <Grid entries={entries} {...{ zone, month }} />
        }
      </Loaded>
    </Screen>
  );
}

function useMonth(site: string, zone: string, month: string) {
  const weeks = weeksOf(month);
  // The days of the neighbours that the first and last week show are asked for as well.
  const from = instantOf(`${weeks[0]?.[0]}T00:00`, zone)?.toISOString() ?? '';
  const last = weeks.at(-1)?.at(-1);
  const until = new Date((instantOf(`${last}T23:59`, zone)?.getTime() ?? 0) + 60_000).toISOString();
  return useQuery({
    queryKey: ['calendar', site, from, until],
    queryFn: () => request(PublishingCalendarDocument, { site, from, until }),
    refetchInterval: 30_000,
  });
}

function monthName(month: string): string {
  const words = new Intl.DateTimeFormat(currentLanguage(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const name = words.format(new Date(`${month}-15T00:00:00Z`));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function weekdays(): string[] {
  const words = new Intl.DateTimeFormat(currentLanguage(), { weekday: 'short', timeZone: 'UTC' });
  // The first of March 2027 was a Monday.
  return [1, 2, 3, 4, 5, 6, 7].map((day) => words.format(new Date(Date.UTC(2027, 2, day))));
}

function Grid({ entries, zone, month }: { entries: readonly Entry[]; zone: string; month: string }) {
  const today = wallClock(new Date(), zone).slice(0, 10);
  const dayOf = (entry: Entry) => wallClock(new Date(entry.at), zone).slice(0, 10);
  return (
    <div className={css.box}>
      <table className={css.grid}>
        <thead>
          <tr>
            {weekdays().map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} data-other={!day.startsWith(month) || undefined} data-today={day === today || undefined}>
                  <span className={css.day}>
                    {Number(day.slice(8))}
                    {day === today && <span className="hidden-visually"> {t('calendar.today')}</span>}
                  </span>
                  <ul className="plain">
                    {entries
                      .filter((entry) => dayOf(entry) === day)
                      .map((entry) => (
                        <li key={keyOf(entry)}>
                          <EntryLine entry={entry} zone={zone} short />
                        </li>
                      ))}
                  </ul>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length === 0 && <Nothing />}
    </div>
  );
}

function List({ entries, zone }: { entries: readonly Entry[]; zone: string }) {
  if (entries.length === 0) return <Nothing />;
  return (
    <div className={form.rows}>
      <ul>
        {entries.map((entry) => (
          <li key={keyOf(entry)} className={css.line}>
            <EntryLine entry={entry} zone={zone} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Nothing() {
  return (
    <Empty title={t('calendar.none')}>
      <p>{t('calendar.noneWhy')}</p>
    </Empty>
  );
}

function keyOf({ kind, schedule, release, publication, at }: Entry): string {
  return `${kind} ${schedule?.id ?? release?.id ?? publication?.id} ${at}`;
}
