import { Link, useNavigate } from '@tanstack/react-router';
import { rolesAt, useMe } from '../../api/session';
import { currentLanguage, t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Icon } from '../../parts/icons';
import { LinkButton } from '../../parts/link-button';
import { EDITORS } from '../../parts/roles';
import { StatusPill } from '../../parts/status';
import { languageName, topicWords } from '../../parts/words';
import css from './article-head.module.css';
import type { Article, Revision } from './queries';

/** Where this is, what it is called, and its status. */
export function ArticleHead({ article, shown }: { article: Article; shown: Revision }) {
  const { newestRevision, site } = article;
  return (
    <header className={css.head}>
      <div className={css.where}>
        <Link to="/articles" className={css.up}>
          {t('articles.title')}
        </Link>
        <span aria-hidden="true" className="soft">
          /
        </span>
        <h1 className={css.title} title={newestRevision.title}>
          {newestRevision.title || t('article.untitled')}
        </h1>
        <StatusPill status={article.status} />
      </div>
      <div className={css.about}>
        <LocaleSwitch article={article} />
        <span>
          {topicWords(article.topic)} · {site.name}
        </span>
        <span>
          {t('article.saved')} <When iso={newestRevision.updatedAt} zone={site.timeZone} />
        </span>
        <LinkButton to="/preview/$revisionId" params={{ revisionId: shown.id }} variant="default" size="xs">
          {t('preview.action')}
        </LinkButton>
        <LinkButton to="/articles/$articleId/about" params={{ articleId: article.id }} variant="default" size="xs">
          {t('about.open')}
        </LinkButton>
        <EditLink article={article} />
      </div>
    </header>
  );
}

/** To the editor, for those whose role writes. */
function EditLink({ article }: { article: Article }) {
  const roles = rolesAt(useMe(), article.site.slug);
  if (!EDITORS.some((role) => roles.has(role))) return null;
  return (
    <LinkButton
      to="/articles/$articleId/edit"
      params={{ articleId: article.id }}
      search={{ locale: article.newestRevision.locale }}
      variant="default"
      size="xs"
      leftSection={<Icon name="pencil" size={14} />}
    >
      {t('edit.open')}
    </LinkButton>
  );
}

function LocaleSwitch({ article }: { article: Article }) {
  const navigate = useNavigate({ from: '/articles/$articleId' });
  if (article.locales.length < 2) return null;
  return (
    <select
      className={css.locale}
      aria-label={t('article.language')}
      value={article.newestRevision.locale}
      onChange={(event) => {
        const locale = event.target.value;
        void navigate({ search: (now) => ({ ...now, locale, revision: undefined }) });
      }}
    >
      {article.locales.map((tag) => (
        <option key={tag} value={tag}>
          {languageName(tag, currentLanguage())}
        </option>
      ))}
    </select>
  );
}
