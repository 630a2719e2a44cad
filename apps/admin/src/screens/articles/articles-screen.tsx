import { Group } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { request } from '../../api/client';
import { hasRole, useMe } from '../../api/session';
import { ArticlesDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { Icon } from '../../parts/icons';
import { LinkButton } from '../../parts/link-button';
import { FailureNotice } from '../../parts/notice';
import { EDITORS, IMPORTERS } from '../../parts/roles';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Screen } from '../../parts/screen';
import { ArticleFilters } from './article-filters';
import type { ArticleSearch } from './article-search';
import { ArticleTable } from './article-table';
import css from './articles-screen.module.css';
import { BulkBar } from './bulk-bar';
import { columnsOf, rememberedColumns } from './columns';
import { MoreRows } from './more-rows';
import { useSelection } from './use-selection';
import { ViewsBar } from './views-bar';

const PAGE = 100;

/** Every article of the person's sites. What is asked for stands in the address, so it can be kept and sent on. */
export function ArticlesScreen() {
  const me = useMe();
  const { site, cols, ...asked } = useSearch({ from: '/frame/articles' });
  const { archived = false } = asked;
  const answer = useArticles(site, asked);
  const rows = useMemo(
    () => answer.data?.pages.flatMap(({ articles }) => articles.edges.map(({ node }) => node)) ?? [],
    [answer.data],
  );
  const total = answer.data?.pages.at(-1)?.articles.totalCount;
  const selection = useSelection();
  const mayImport = hasRole(me, IMPORTERS, site);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = answer;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <Screen
      title={t('articles.title')}
      about={total === undefined ? ' ' : t('articles.count', { count: total })}
      action={
        <Group gap={12}>
          {mayImport && (
            <LinkButton to="/articles/import" variant="default" leftSection={<Icon name="upload" />}>
              {t('import.action')}
            </LinkButton>
          )}
          {hasRole(me, EDITORS, site) && (
            <LinkButton to="/articles/new" leftSection={<Icon name="pencil" />}>
              {t('new.action')}
            </LinkButton>
          )}
        </Group>
      }
    >
      <ViewsBar />
      <ArticleFilters key={asked.status ?? 'all'} />
      <div className={css.box} aria-busy={answer.isFetching && !isFetchingNextPage}>
        {answer.isError ? (
          <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
        ) : answer.isPending ? (
          <RowsSkeleton rows={12} height={40} />
        ) : rows.length === 0 ? (
          <Nothing filtered={Object.values(asked).some((one) => one !== undefined)} mayImport={mayImport} />
        ) : (
          <ArticleTable
            rows={rows}
            total={total ?? rows.length}
            columns={columnsOf(cols) ?? rememberedColumns()}
            selection={selection}
            nearEnd={more}
          />
        )}
      </div>
      {total !== undefined && rows.length > 0 && (
        <MoreRows shown={rows.length} total={total} more={hasNextPage} loading={isFetchingNextPage} load={more} />
      )}
      <BulkBar selection={selection} total={total ?? 0} archived={archived} />
    </Screen>
  );
}

type Asked = Omit<ArticleSearch, 'cols'>;

function useArticles(site: string | undefined, asked: Asked) {
  const { q, status, topic, risk, review, mine, archived } = asked;
  return useInfiniteQuery({
    queryKey: ['articles', 'list', { site, ...asked }],
    queryFn: ({ pageParam }) =>
      request(ArticlesDocument, {
        ...{ site, status, topic, mine, archived },
        search: q,
        riskClass: risk,
        openReview: review,
        first: PAGE,
        after: pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ articles: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
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
