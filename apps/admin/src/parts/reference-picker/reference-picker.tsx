import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import { Overlay } from '../../frame/overlay';
import { type EvidenceStatus, ReferenceListDocument, type ReferenceRowFragment } from '../../gql/operations';
import { t } from '../../messages/t';
import { Empty } from '../empty';
import { FailureNotice } from '../notice';
import { RowsSkeleton } from '../rows-skeleton';
import { SearchField } from '../search-field';
import { AddReferenceForm } from './add-reference-form';
import { EvidencePill, referenceLine } from './reference-line';
import css from './reference-picker.module.css';

const PAGE = 30;

/** The sources of a site's library, one page after the other. */
export function useReferenceList(filter: { site: string; status?: EvidenceStatus; search?: string }) {
  return useInfiniteQuery({
    queryKey: ['references', 'list', filter],
    queryFn: ({ pageParam }) => request(ReferenceListDocument, { ...filter, first: PAGE, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ references: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
    enabled: filter.site !== '',
  });
}

interface ReferencePickerProps {
  /** Slug of the site of the text. */
  readonly site: string;
  readonly choose: (reference: ReferenceRowFragment) => void;
  readonly close: () => void;
}

/** Finds a source by PMID, DOI or words in the library, or puts a new one there. A retracted one cannot be chosen. */
export function ReferencePicker({ site, choose, close }: ReferencePickerProps) {
  const [search, setSearch] = useState<string>();
  const [adding, setAdding] = useState(false);
  const answer = useReferenceList({ site, search });
  const rows = answer.data?.pages.flatMap(({ references }) => references.edges.map(({ node }) => node)) ?? [];
  return (
    <Overlay label={t('reference.choose')} close={close}>
      <div className={css.picker}>
        <h2 className={css.title}>{adding ? t('reference.add') : t('reference.choose')}</h2>
        {adding ? (
          <AddReferenceForm site={site} looked={search} added={choose} cancel={() => setAdding(false)} />
        ) : (
          <>
            <SearchField label={t('reference.search')} value={search} onSearch={setSearch} />
            <div aria-busy={answer.isFetching}>
              {answer.isError ? (
                <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
              ) : answer.isPending ? (
                <RowsSkeleton rows={4} />
              ) : rows.length === 0 ? (
                <Empty title={search ? t('reference.noMatch') : t('reference.none')}>
                  <p>{t('reference.noneWhy')}</p>
                </Empty>
              ) : (
                <ul className="plain">
                  {rows.map((row) => (
                    <li key={row.id}>
                      <Choice reference={row} choose={choose} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
            <div className={css.foot}>
              {answer.hasNextPage && (
                <button type="button" className={css.quiet} onClick={() => void answer.fetchNextPage()}>
                  {t('articles.more')}
                </button>
              )}
              <button type="button" className={css.quiet} onClick={() => setAdding(true)}>
                {t('reference.addNew')}
              </button>
              <button type="button" className={css.quiet} onClick={close}>
                {t('form.cancel')}
              </button>
            </div>
          </>
        )}
      </div>
    </Overlay>
  );
}

function Choice({ reference, choose }: { reference: ReferenceRowFragment; choose: ReferencePickerProps['choose'] }) {
  const barred = reference.status === 'RETRACTED';
  return (
    <button type="button" className={css.choice} disabled={barred} onClick={() => choose(reference)}>
      <span className={css.words}>
        <span className={css.name}>{reference.title}</span>
        <span className={css.about}>{barred ? t('reference.barred') : referenceLine(reference)}</span>
      </span>
      {reference.status !== 'UNCHECKED' && <EvidencePill status={reference.status} />}
    </button>
  );
}
