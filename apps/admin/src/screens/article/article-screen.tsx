import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { FailureNotice } from '../../parts/notice';
import { useTitle } from '../../parts/use-title';
import { ActionBar } from './action-bar';
import { ArticleHead } from './article-head';
import css from './article-screen.module.css';
import { ArticleSkeleton } from './article-skeleton';
import { type Article, articleQuery, olderRevisionQuery } from './queries';
import { Rail } from './rail';
import { Reading } from './reading';

/** One article: the text as its readers see it, what is known about it beside it, and its next step below. */
export function ArticleScreen() {
  const { articleId } = useParams({ from: '/frame/articles/$articleId' });
  const { locale } = useSearch({ from: '/frame/articles/$articleId' });
  const { data, error, isPending, refetch } = useQuery(articleQuery(articleId, locale));
  useTitle(data?.newestRevision.title ?? t('articles.title'));
  if (isPending) return <ArticleSkeleton />;
  if (error) {
    return (
      <div className={css.apart}>
        <FailureNotice error={error} retry={() => void refetch()} />
      </div>
    );
  }
  return data ? <Loaded article={data} key={`${data.id} ${locale ?? ''}`} /> : <Missing />;
}

function Loaded({ article }: { article: Article }) {
  const { revision } = useSearch({ from: '/frame/articles/$articleId' });
  const text = useRef<HTMLElement>(null);
  const wanted = revision === article.newestRevision.id ? undefined : revision;
  const older = useQuery(olderRevisionQuery(wanted)).data ?? undefined;
  const shown = wanted && older ? older : article.newestRevision;
  return (
    <div className={css.page}>
      <ArticleHead article={article} />
      <Reading ref={text} revision={shown} newest={article.newestRevision} site={article.site} />
      <Rail article={article} shown={shown} text={text} />
      <ActionBar article={article} />
    </div>
  );
}

function Missing() {
  return (
    <div className={css.apart}>
      <h1 className="hidden-visually">{t('article.missing')}</h1>
      <Empty title={t('article.missing')}>
        <p>{t('article.missingWhy')}</p>
        <p>
          <Link to="/articles">{t('article.toList')}</Link>
        </p>
      </Empty>
    </div>
  );
}
