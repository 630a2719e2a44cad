import { Button, NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { EvidenceStatus } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { FailureNotice } from '../../../parts/notice';
import { SiteField, useOneSite } from '../../../parts/one-site';
import { AddReferenceForm } from '../../../parts/reference-picker/add-reference-form';
import { EVIDENCE_STATUSES, EvidencePill, referenceLine } from '../../../parts/reference-picker/reference-line';
import { useReferenceList } from '../../../parts/reference-picker/reference-picker';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { CardRow, Screen } from '../../../parts/screen';
import { SearchField } from '../../../parts/search-field';
import { moveAmongRows, useKeys } from '../../../parts/use-keys';
import { LibraryNav } from '../library-nav';

/** The sources of a site: what texts rest on, and what became of it. */
export function ReferencesScreen() {
  const site = useOneSite();
  const { q, status } = useSearch({ from: '/frame/library/references' });
  const navigate = useNavigate({ from: '/library/references' });
  const [adding, setAdding] = useState(false);
  const answer = useReferenceList({ site: site?.slug ?? '', status, search: q });
  const rows = answer.data?.pages.flatMap(({ references }) => references.edges.map(({ node }) => node)) ?? [];
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  return (
    <Screen
      title={t('library.references')}
      about={t('reference.about')}
      action={!adding && <Button onClick={() => setAdding(true)}>{t('reference.addNew')}</Button>}
    >
      <LibraryNav />
      {adding && site && (
        <section className={form.box} aria-label={t('reference.addNew')}>
          <AddReferenceForm
            site={site.slug}
            looked={q}
            cancel={() => setAdding(false)}
            added={({ id }) => void navigate({ to: '/library/references/$referenceId', params: { referenceId: id } })}
          />
        </section>
      )}
      {!adding && (
        <search className={form.filters}>
          <SearchField
            label={t('reference.search')}
            value={q}
            onSearch={(words) => void navigate({ search: (now) => ({ ...now, q: words }), replace: true })}
          />
          <SiteField />
          <NativeSelect
            aria-label={t('articles.status')}
            value={status ?? ''}
            onChange={(event) => {
              const chosen = (event.currentTarget.value || undefined) as EvidenceStatus | undefined;
              void navigate({ search: (now) => ({ ...now, status: chosen }) });
            }}
            data={[
              { value: '', label: t('articles.anyStatus') },
              ...EVIDENCE_STATUSES.map((value) => ({ value, label: t(`evidence.${value}`) })),
            ]}
          />
        </search>
      )}
      {!adding && (
        <div className={form.rows} aria-busy={answer.isFetching}>
          {answer.isError ? (
            <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
          ) : answer.isPending ? (
            <RowsSkeleton rows={8} />
          ) : rows.length === 0 ? (
            <Empty title={q || status ? t('reference.noMatch') : t('reference.none')}>
              <p>{t('reference.noneWhy')}</p>
            </Empty>
          ) : (
            <ul>
              {rows.map((row) => (
                <CardRow
                  key={row.id}
                  title={
                    <Link to="/library/references/$referenceId" params={{ referenceId: row.id }} data-row>
                      {row.title || t('article.untitled')}
                    </Link>
                  }
                  about={referenceLine(row)}
                >
                  <EvidencePill status={row.status} />
                </CardRow>
              ))}
            </ul>
          )}
        </div>
      )}
      {answer.hasNextPage && (
        <Button variant="default" mt="md" onClick={() => void answer.fetchNextPage()}>
          {t('articles.more')}
        </Button>
      )}
    </Screen>
  );
}
