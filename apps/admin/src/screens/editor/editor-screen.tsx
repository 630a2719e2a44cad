import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { rolesAt, useMe } from '../../api/session';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { FailureNotice } from '../../parts/notice';
import { EDITORS } from '../../parts/roles';
import { useTitle } from '../../parts/use-title';
import apart from '../article/article-screen.module.css';
import { ArticleSkeleton } from '../article/article-skeleton';
import { articleToEditQuery, type EditedArticle } from './queries';
import { EditSession } from './saving/edit-session';
import { Writing } from './writing';

/** The editor of one article in one language. */
export function EditorScreen() {
  const { articleId } = useParams({ from: '/frame/articles/$articleId/edit' });
  const { locale } = useSearch({ from: '/frame/articles/$articleId/edit' });
  const { data, error, isPending, refetch } = useQuery(articleToEditQuery(articleId, locale));
  useTitle(data?.newestRevision.title || t('edit.title'));
  if (isPending) return <ArticleSkeleton />;
  if (error) {
    return (
      <div className={apart.apart}>
        <FailureNotice error={error} retry={() => void refetch()} />
      </div>
    );
  }
  return data ? <Allowed article={data} key={`${data.id} ${data.newestRevision.locale}`} /> : <NotHere />;
}

function NotHere() {
  return (
    <div className={apart.apart}>
      <Empty title={t('article.missing')}>
        <p>{t('article.missingWhy')}</p>
        <p>
          <Link to="/articles">{t('article.toList')}</Link>
        </p>
      </Empty>
    </div>
  );
}

/** A text that cannot be written on says why, before anybody has typed a word. */
function Allowed({ article }: { article: EditedArticle }) {
  const me = useMe();
  const roles = rolesAt(me, article.site.slug);
  if (EDITORS.some((role) => roles.has(role)) && !article.archivedAt) return <Opening article={article} />;
  return (
    <div className={apart.apart}>
      <Empty title={t(article.archivedAt ? 'edit.archived' : 'edit.mayNot')}>
        <p>{t(article.archivedAt ? 'edit.archivedWhy' : 'edit.mayNotWhy', { site: article.site.name })}</p>
        <p>
          <Link to="/articles/$articleId" params={{ articleId: article.id }}>
            {t('edit.read')}
          </Link>
        </p>
      </Empty>
    </div>
  );
}

/** Takes up what an earlier visit left on this computer before the first key is pressed. */
function Opening({ article: newest }: { article: EditedArticle }) {
  const me = useMe();
  // As it was when the visit began: from then on the session knows what is newest, and is not begun again.
  const [article] = useState(newest);
  const [session, setSession] = useState<EditSession>();
  useEffect(() => {
    let gone = false;
    let opened: EditSession | undefined;
    void EditSession.open(article, me.id).then((one) => {
      opened = one;
      if (gone) one.close();
      else setSession(one);
    });
    return () => {
      gone = true;
      opened?.close();
    };
  }, [article, me.id]);
  return session ? <Writing article={article} session={session} /> : <ArticleSkeleton />;
}
