import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { FailureNotice } from '../../../parts/notice';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { SearchField } from '../../../parts/search-field';
import { candidatesQuery } from './candidates-query';
import css from './compose.module.css';
import { type Chosen, candidatesOf, MOST_ARTICLES } from './draft';

interface ArticleChoiceProps {
  readonly site: { readonly slug: string; readonly timeZone: string };
  readonly locale: string;
  readonly chosen: readonly Chosen[];
  readonly add: (one: Chosen) => void;
}

/** Looks among the texts that the site shows now, and puts them into the issue. */
export function ArticleChoice({ site, locale, chosen, add }: ArticleChoiceProps) {
  const [search, setSearch] = useState<string>();
  const { data, error, isPending, refetch } = useQuery(candidatesQuery(site.slug, search));
  const taken = new Set(chosen.map(({ publicationId }) => publicationId));
  const found = data ? candidatesOf(data, site.slug, locale).filter((one) => !taken.has(one.publicationId)) : [];
  const full = chosen.length >= MOST_ARTICLES;
  return (
    <section className={form.form} aria-label={t('compose.choose')}>
      <SearchField label={t('compose.search')} value={search} onSearch={setSearch} />
      {full && <p className="soft">{t('compose.full', { count: MOST_ARTICLES })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <section className={`${form.rows} ${css.candidates}`} tabIndex={0} aria-label={t('compose.found')}>
        {error ? (
          <FailureNotice error={error} retry={() => void refetch()} />
        ) : isPending ? (
          <RowsSkeleton rows={5} height={40} />
        ) : found.length === 0 ? (
          <Empty title={t(search ? 'articles.noMatch' : 'compose.noCandidates')}>
            <p>{t('compose.noCandidatesWhy')}</p>
          </Empty>
        ) : (
          <ul>
            {found.map((one) => (
              <li key={one.publicationId} className={css.candidate}>
                <span>
                  {one.title}{' '}
                  <span className={css.counted}>
                    {t('live.since', { date: writeDate(one.liveFrom, 'short', site.timeZone) })}
                  </span>
                </span>
                <Button
                  size="xs"
                  variant="default"
                  disabled={full}
                  onClick={() =>
                    add({ publicationId: one.publicationId, title: one.title, locale: one.locale, mode: 'TEASER' })
                  }
                >
                  {t('compose.add')}
                  <span className="hidden-visually"> {one.title}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </section>
  );
}
