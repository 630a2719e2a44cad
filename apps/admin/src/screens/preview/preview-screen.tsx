import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { FailureNotice } from '../../parts/notice';
import { useTitle } from '../../parts/use-title';
import { olderRevisionQuery } from '../article/queries';
import { PREVIEW_FORMS, type PreviewForm } from './preview-forms';
import css from './preview-screen.module.css';
import { SharePreview } from './share-preview';

const WORDS = {
  web: () => t('preview.web'),
  phone: () => t('preview.phone'),
  email: () => t('preview.email'),
  text: () => t('preview.text'),
  handout: () => t('preview.handout'),
} as const satisfies Record<PreviewForm, () => string>;

/** One revision as each of its readers would get it, before anything is published. */
export function PreviewScreen() {
  const { revisionId } = useParams({ from: '/frame/preview/$revisionId' });
  const { form = 'web' } = useSearch({ from: '/frame/preview/$revisionId' });
  const navigate = useNavigate({ from: '/preview/$revisionId' });
  const { data, error, isPending, refetch } = useQuery(olderRevisionQuery(revisionId));
  useTitle(t('preview.title'));
  if (error) return <FailureNotice error={error} retry={() => void refetch()} />;
  if (!isPending && !data) return <Empty title={t('article.missing')}>{t('article.missingWhy')}</Empty>;
  const served = form === 'phone' ? 'web' : form;
  const address = `/preview/${revisionId}/${served}`;
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 className={css.title}>
          {data ? t('preview.of', { title: data.title, number: data.number }) : t('preview.title')}
        </h1>
        <SegmentedControl
          size="xs"
          className={css.forms}
          aria-label={t('preview.as')}
          value={form}
          data={PREVIEW_FORMS.map((value) => ({ value, label: WORDS[value]() }))}
          onChange={(value) => void navigate({ search: { form: value as PreviewForm }, replace: true })}
        />
        <div className={css.doors}>
          <SharePreview revisionId={revisionId} />
          <a href={address} target="_blank" rel="noreferrer">
            {t('preview.open')}
          </a>
          {data && (
            <Link to="/articles/$articleId" params={{ articleId: data.articleId }} search={{ locale: data.locale }}>
              {t('preview.back')}
            </Link>
          )}
        </div>
      </header>
      {/* No script runs in it: the page forbids it, and so does the frame. Its own origin it keeps for its pictures. */}
      <iframe
        key={address}
        className={css.frame}
        data-form={form}
        src={address}
        title={t('preview.frame', { form: WORDS[form]() })}
        sandbox="allow-same-origin allow-popups"
      />
    </div>
  );
}
