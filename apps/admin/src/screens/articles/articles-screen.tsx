import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { request } from '../../api/client';
import { hasRole, useMe } from '../../api/session';
import { ArticlesDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { Icon } from '../../parts/icons';
import { LinkButton } from '../../parts/link-button';
import { FailureNotice } from '../../parts/notice';
import { IMPORTERS } from '../../parts/roles';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Screen } from '../../parts/screen';
import { ArticleFilters } from './article-filters';
import { ArticleTable } from './article-table';
import css from './articles-screen.module.css';
import { MoreRows } from './more-rows';

const PAGE = 50;

/** Every article of the person's sites. What is asked for stands in the address, so it can be kept and sent on. */
export function ArticlesScreen() {
  const me = useMe();
  const { q, status, site } = useSearch({ from: '/frame/articles' });
  const answer = useInfiniteQuery({
    queryKey: ['articles', 'list', { q, status, site }],
    queryFn: ({ pageParam }) => request(ArticlesDocument, { site, status, search: q, first: PAGE, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ articles: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const rows = answer.data?.pages.flatMap(({ articles }) => articles.edges.map(({ node }) => node)) ?? [];
  const total = answer.data?.pages.at(-1)?.articles.totalCount;
  const mayImport = hasRole(me, IMPORTERS, site);
  return (
    <Screen
      title={t('articles.title')}
      about={total === undefined ? ' ' : t('articles.count', { count: total })}
      action={
        mayImport && (
          <LinkButton to="/articles/import" leftSection={<Icon name="upload" />}>
            {t('import.action')}
          </LinkButton>
        )
      }
    >
      <ArticleFilters key={status ?? 'all'} />
      <div className={css.box} aria-busy={answer.isFetching}>
        {answer.isError ? (
          <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
        ) : answer.isPending ? (
          <RowsSkeleton rows={12} height={40} />
        ) : rows.length === 0 ? (
          <Nothing filtered={q !== undefined || status !== undefined} mayImport={mayImport} />
        ) : (
          <ArticleTable rows={rows} />
        )}
      </div>
      {total !== undefined && rows.length > 0 && (
        <MoreRows
          shown={rows.length}
          total={total}
          more={answer.hasNextPage}
          loading={answer.isFetchingNextPage}
          load={() => void answer.fetchNextPage()}
        />
      )}
    </Screen>
  );
}

function Nothing({ filtered, mayImport }: { filtered: boolean; mayImport: boolean }) {
  const navigate = useNavigate({ from: '/articles' });
  if (filtered) {
    return (
      <Empty title={t('articles.noMatch')}>
        <p>{t('articles.noMatchWhy')}</p>
        <button type="button" className={css.clear} onClick={() => void navigate({ search: {} })}>
          {t('articles.clear')}
        </button>
      </Empty>
    );
  }
  return (
    <Empty title={t('articles.none')}>
      <p>{mayImport ? t('articles.noneImport') : t('articles.noneAsk')}</p>
    </Empty>
  );
}
