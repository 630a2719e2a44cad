import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { t } from '../../messages/t';
import form from '../../parts/form.module.css';
import { SiteField, useOneSite } from '../../parts/one-site';
import { instantOf } from '../../parts/zoned';
import { DAYS, type ReportSearch } from './report-kinds';
import type { Asked } from './report-rows';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PERIOD_DAYS = 90;

/** The address as a report is asked, with what is meant when it says nothing. */
export function useAsked(): Asked & { readonly shown: Required<Pick<ReportSearch, 'from' | 'until' | 'at'>> } {
  const { days = 60, from, until, at } = useSearch({ from: '/frame/reports' });
  const site = useOneSite();
  return useMemo(() => {
    const zone = site?.timeZone ?? 'UTC';
    const day = (ago: number) => new Intl.DateTimeFormat('sv', { timeZone: zone }).format(Date.now() - ago * DAY_MS);
    const minute = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    // The minute that is running is part of it: what went live in it belongs to now.
    const soon = minute.format(Date.now() + MINUTE_MS).replace(' ', 'T');
    const shown = { from: from ?? day(PERIOD_DAYS), until: until ?? day(0), at: at ?? soon };
    const instant = (wall: string) => (instantOf(wall, zone) ?? new Date()).toISOString();
    const asked = {
      from: instant(`${shown.from}T00:00`),
      // The day that is named is part of it.
      until: new Date(Date.parse(instant(`${shown.until}T00:00`)) + DAY_MS).toISOString(),
      at: instant(shown.at),
    };
    return { site: site?.slug ?? '', zone, days, ...asked, shown };
  }, [site, days, from, until, at]);
}

/** What a report can be asked for. */
export function ReportFilters({ asks }: { asks?: 'days' | 'period' | 'instant' }) {
  const { days, shown } = useAsked();
  const navigate = useNavigate({ from: '/reports' });
  const set = (part: ReportSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  return (
    <search className={form.filters}>
      {asks === 'days' && (
        <NativeSelect
          label={t('reports.within')}
          value={`${days}`}
          onChange={(event) => set({ days: Number(event.currentTarget.value) })}
          data={DAYS.map((value) => ({ value: `${value}`, label: t('reports.days', { count: value }) }))}
        />
      )}
      {asks === 'period' && (
        <>
          <TextInput
            type="date"
            label={t('reports.from')}
            value={shown.from}
            onChange={(event) => event.currentTarget.value && set({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('reports.until')}
            value={shown.until}
            onChange={(event) => event.currentTarget.value && set({ until: event.currentTarget.value })}
          />
        </>
      )}
      {asks === 'instant' && (
        <TextInput
          type="datetime-local"
          label={t('reports.at')}
          value={shown.at}
          onChange={(event) => event.currentTarget.value && set({ at: event.currentTarget.value })}
        />
      )}
      <SiteField />
    </search>
  );
}
