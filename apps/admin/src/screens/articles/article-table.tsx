import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { ArticlesQuery } from '../../gql/operations';
import { currentLanguage, t } from '../../messages/t';
import { When } from '../../parts/dates';
import { StatusPill } from '../../parts/status';
import { moveAmongRows, useKeys } from '../../parts/use-keys';
import { languageName, topicWords } from '../../parts/words';
import css from './article-table.module.css';

type Article = ArticlesQuery['articles']['edges'][number]['node'];

/** The list of articles. j and k move from title to title, Enter opens. */
export function ArticleTable({ rows }: { rows: readonly Article[] }) {
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  return (
    <table className={css.table}>
      <caption className="hidden-visually">{t('articles.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('articles.columnTitle')}</th>
          <th scope="col">{t('articles.columnStatus')}</th>
          <th scope="col">{t('articles.columnTopic')}</th>
          <th scope="col">{t('articles.columnSite')}</th>
          <th scope="col">{t('articles.columnUpdated')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((article) => (
          <Row key={article.id} article={article} />
        ))}
      </tbody>
    </table>
  );
}

const Row = memo(({ article }: { article: Article }) => {
  const title = article.newestRevision.title || t('article.untitled');
  const more = article.locales.length > 1;
  return (
    <tr className={css.row}>
      <td className={css.title}>
        <Link to="/articles/$articleId" params={{ articleId: article.id }} data-row title={title}>
          {title}
        </Link>
        {more && (
          <span className={css.locales}>
            {article.locales.map((tag) => languageName(tag, currentLanguage())).join(', ')}
          </span>
        )}
      </td>
      <td className={css.status}>
        <StatusPill status={article.status} />
      </td>
      <td className={css.topic} title={topicWords(article.topic)}>
        {topicWords(article.topic)}
      </td>
      <td className={css.site}>{article.site.name}</td>
      <td className={css.updated}>
        <When iso={article.newestRevision.updatedAt} zone={article.site.timeZone} />
      </td>
    </tr>
  );
});
Row.displayName = 'Row';
