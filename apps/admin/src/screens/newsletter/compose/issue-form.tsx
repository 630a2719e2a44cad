import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { currentLanguage, t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import type { Refused } from '../../../parts/use-decision';
import { languageName } from '../../../parts/words';
import { ArticleChoice } from './article-choice';
import { ArticleOrder } from './article-order';
import { candidatesQuery } from './candidates-query';
import { type IssueDraft, inLanguage, isForeign } from './draft';
import { LanguageField } from './language-field';
import { SegmentFields } from './segment-fields';
import type { SiteLanguages } from './site-languages';
import { WordsFields } from './words-fields';

interface IssueFormProps {
  readonly site: SiteLanguages & { readonly slug: string; readonly name: string; readonly timeZone: string };
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
export function IssueForm({ site, start, save, busy, refused, onDraft, more }: IssueFormProps) {
  const [draft, setDraft] = useState(start);
  const change = (part: Partial<IssueDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    onDraft?.(next, JSON.stringify(next) !== JSON.stringify(start));
  };
  const { locale, words, articles, segment } = draft;
  const live = useQuery(candidatesQuery(site.slug));
  const language = languageName(locale, currentLanguage());
  const foreign = articles.filter((one) => isForeign(one, locale));
  const faults = new Map(foreign.map(({ publicationId }) => [publicationId, t('compose.otherLanguage', { language })]));
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
      <LanguageField
        site={site}
        locale={locale}
        onChange={(next) => change(inLanguage(draft, next, site.slug, live.data))}
        refused={refused}
      />
      <WordsFields words={words} onChange={(next) => change({ words: next })} refused={refused} />
      <section className={form.form} aria-label={t('compose.articles')}>
        <strong>{t('compose.articles')}</strong>
        {articles.length === 0 ? (
          <p className="soft">{t('compose.noneChosen')}</p>
        ) : (
          <ArticleOrder articles={articles} faults={faults} onChange={(next) => change({ articles: next })} />
        )}
        <ArticleChoice
          site={site}
          locale={locale}
          chosen={articles}
          add={(one) => change({ articles: [...articles, one] })}
        />
      </section>
      <SegmentFields site={site} locale={locale} segment={segment} onChange={(next) => change({ segment: next })} />
      {refused && !(refused.field && (refused.field === 'locale' || refused.field in words)) && (
        <Notice>{refused.message}</Notice>
      )}
      <div className={form.bar}>
        <Button type="submit" loading={busy} disabled={incomplete || foreign.length > 0}>
          {t('compose.save')}
        </Button>
        {more}
        <span className="soft">
          {t(foreign.length > 0 ? 'compose.foreignFirst' : incomplete ? 'compose.needs' : 'compose.nothingSent')}
        </span>
      </div>
    </form>
  );
}
