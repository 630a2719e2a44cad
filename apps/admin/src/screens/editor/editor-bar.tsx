import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../messages/t';
import bar from '../article/action-bar.module.css';
import type { EditedArticle } from './queries';
import type { EditSession } from './saving/edit-session';

/** What writing on means for this text, and the way to its next step: nothing is approved or goes live from here. */
export function EditorBar({ article, session }: { article: EditedArticle; session: EditSession }) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const finish = async () => {
    setBusy(true);
    await session.autosave.flush();
    setBusy(false);
    // What could not be saved keeps the person here, beside the words that say why.
    if (session.autosave.isUnsaved) return;
    const { locale } = article.newestRevision;
    void navigate({ to: '/articles/$articleId', params: { articleId: article.id }, search: { locale } });
  };
  const review = article.openReviewCase;
  return (
    <section className={bar.bar} aria-label={t('bar.title')}>
      <div className={bar.line}>
        <p className={bar.truth}>
          {review ? t('edit.inReview', { number: review.revision.number }) : t('edit.unapproved')}
        </p>
        <div className={bar.actions}>
          <Button loading={busy} onClick={() => void finish()}>
            {t('edit.finish')}
          </Button>
        </div>
      </div>
    </section>
  );
}
