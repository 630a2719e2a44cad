import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type RefObject, useCallback, useRef, useState } from 'react';
import { t } from '../../messages/t';
import { type DraftPlace, SelectionAction, useCommentMarks, useThreads } from '../../parts/comments';
import { Empty } from '../../parts/empty';
import { FailureNotice } from '../../parts/notice';
import { useTitle } from '../../parts/use-title';
import { ActionBar } from './action-bar';
import { ArticleHead } from './article-head';
import css from './article-screen.module.css';
import { ArticleSkeleton } from './article-skeleton';
import type { Talk } from './comments-panel';
import { Middle } from './middle';
import { type Article, articleQuery, olderRevisionQuery, type Revision } from './queries';
import { Rail } from './rail';

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
  const talk = useTalk(text, shown);
  return (
    <div className={css.page}>
      <ArticleHead article={article} shown={shown} />
      <Middle article={article} shown={shown} text={text} />
      <Rail article={article} shown={shown} text={text} talk={talk} />
      <SelectionAction text={text} start={talk.setDraft} />
      <ActionBar article={article} />
    </div>
  );
}

/** Beginning a thread, or choosing one in the text, opens the panel of comments. */
function useTalk(text: RefObject<HTMLElement | null>, shown: Revision): Talk {
  const { view } = useSearch({ from: '/frame/articles/$articleId' });
  const drawn = `${shown.id} ${shown.contentHash} ${view}`;
  const navigate = useNavigate({ from: '/articles/$articleId' });
  const [draft, setDraft] = useState<DraftPlace>();
  const [chosen, choose] = useState<string>();
  const openTab = useCallback(
    () => void navigate({ search: (now) => ({ ...now, tab: 'comments' as const }), replace: true }),
    [navigate],
  );
  const open = useCallback(
    (id: string) => {
      choose(id);
      openTab();
    },
    [openTab],
  );
  useCommentMarks(text, useThreads(shown.id), drawn, open);
  const start = (place: DraftPlace | undefined) => {
    setDraft(place);
    if (place) openTab();
  };
  return { draft, setDraft: start, chosen };
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
