import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import type { Refused } from '../../../parts/use-decision';
import { ArticleChoice } from './article-choice';
import { ArticleOrder } from './article-order';
import type { IssueDraft } from './draft';
import { SegmentFields } from './segment-fields';
import { WordsFields } from './words-fields';

interface IssueFormProps {
  readonly site: { readonly slug: string; readonly name: string; readonly locale: string; readonly timeZone: string };
  readonly locale: string;
  readonly start: IssueDraft;
  readonly save: (draft: IssueDraft) => void;
  readonly busy: boolean;
  readonly refused: Refused | undefined;
  /** Tells what is shown, and whether it differs from what is kept. */
  readonly onDraft?: (draft: IssueDraft, dirty: boolean) => void;
  /** What else can be done with it, beside saving. */
  readonly more?: React.ReactNode;
}

/** The words, the articles in their order and the audience of an issue; it is kept when somebody saves it. */
export function IssueForm({ site, locale, start, save, busy, refused, onDraft, more }: IssueFormProps) {
  const [draft, setDraft] = useState(start);
  const change = (part: Partial<IssueDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    onDraft?.(next, JSON.stringify(next) !== JSON.stringify(start));
  };
  const { words, articles, segment } = draft;
  const incomplete = articles.length === 0 || words.subject.trim() === '';
  return (
    <form
      className={`${form.form} ${form.box}`}
      aria-label={t('compose.form')}
      onSubmit={(event) => {
        event.preventDefault();
        save(draft);
      }}
    >
      <WordsFields words={words} onChange={(next) => change({ words: next })} refused={refused} />
      <section className={form.form} aria-label={t('compose.articles')}>
        <strong>{t('compose.articles')}</strong>
        {articles.length === 0 ? (
          <p className="soft">{t('compose.noneChosen')}</p>
        ) : (
          <ArticleOrder articles={articles} onChange={(next) => change({ articles: next })} />
        )}
        <ArticleChoice
          site={site}
          locale={locale}
          chosen={articles}
          add={(one) => change({ articles: [...articles, one] })}
        />
      </section>
      <SegmentFields site={site} segment={segment} onChange={(next) => change({ segment: next })} />
      {refused && !(refused.field && refused.field in words) && <Notice>{refused.message}</Notice>}
      <div className={form.bar}>
        <Button type="submit" loading={busy} disabled={incomplete}>
          {t('compose.save')}
        </Button>
        {more}
        <span className="soft">{t(incomplete ? 'compose.needs' : 'compose.nothingSent')}</span>
      </div>
    </form>
  );
}
