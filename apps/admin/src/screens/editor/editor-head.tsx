import { Link, useSearch } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { currentLanguage, t } from '../../messages/t';
import { StatusPill } from '../../parts/status';
import { languageName } from '../../parts/words';
import head from '../article/article-head.module.css';
import { useOthersHere } from './comments/presence';
import type { EditedArticle } from './queries';
import type { EditSession } from './saving/edit-session';
import { SaveWords } from './saving/save-words';

/** Where this is, what it is called, and whether it is saved. */
export function EditorHead({ article, session }: { article: EditedArticle; session: EditSession }) {
  const { draft, autosave } = session;
  const title = useSyncExternalStore(
    (listener) => draft.subscribe(listener),
    () => draft.title,
  );
  const others = useOthersHere(article.id, article.newestRevision.locale);
  return (
    <header className={head.head}>
      <div className={head.where}>
        <Link to="/articles" className={head.up}>
          {t('articles.title')}
        </Link>
        <span aria-hidden="true" className="soft">
          /
        </span>
        <h1 className={head.title} title={title}>
          {title || t('article.untitled')}
        </h1>
        <StatusPill status={article.status} />
      </div>
      <div className={head.about}>
        {others.length > 0 && <span>{t('edit.others', { names: others.join(', ') })}</span>}
        <span>{languageName(article.newestRevision.locale, currentLanguage())}</span>
        <SourceLink article={article} />
        <SaveWords autosave={autosave} />
      </div>
    </header>
  );
}

/** A translation is written beside its source. */
function SourceLink({ article }: { article: EditedArticle }) {
  const { beside } = useSearch({ from: '/frame/articles/$articleId/edit' });
  const { locale } = article.newestRevision;
  const own = article.translations.find((one) => one.locale === locale);
  const source = own?.sourceLocale;
  if (!source || beside) return null;
  return (
    <Link to="." search={{ locale, beside: source }}>
      {t(own.stale ? 'translate.behind' : 'translate.besideIt')}
    </Link>
  );
}
