import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/client';
import {
  StartTranslationDocument,
  type StartTranslationInput,
  type TranslationRowFragment,
} from '../../gql/operations';
import { currentLanguage, LANGUAGES, t } from '../../messages/t';
import { writeDate } from '../../parts/dates';
import form from '../../parts/form.module.css';
import { LinkButton } from '../../parts/link-button';
import { Notice } from '../../parts/notice';
import { Card, CardRow } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { useDecision } from '../../parts/use-decision';
import { languageName } from '../../parts/words';
import type { AboutArticle } from './queries';

/** The languages an article has, how each stands to its source, and the way to a new one. */
export function TranslationsCard({ article, mayWrite }: { article: AboutArticle; mayWrite: boolean }) {
  const [starting, setStarting] = useState(false);
  const missing = LANGUAGES.filter((one) => !article.locales.some((tag) => tag.split('-')[0] === one));
  return (
    <Card
      title={t('translate.title')}
      aside={
        mayWrite &&
        missing.length > 0 &&
        !starting && (
          <Button variant="default" size="xs" onClick={() => setStarting(true)}>
            {t('translate.start')}
          </Button>
        )
      }
    >
      {starting && <StartForm article={article} missing={missing} close={() => setStarting(false)} />}
      <ul>
        {article.translations.map((one) => (
          <LanguageRow key={one.revision.id} {...{ article, one, mayWrite }} />
        ))}
      </ul>
    </Card>
  );
}

interface LanguageRowProps {
  readonly article: AboutArticle;
  readonly one: TranslationRowFragment;
  readonly mayWrite: boolean;
}

function LanguageRow({ article, one, mayWrite }: LanguageRowProps) {
  const language = languageName(one.locale, currentLanguage());
  return (
    <CardRow
      title={
        <Link to="/articles/$articleId" params={{ articleId: article.id }} search={{ locale: one.locale }}>
          {language}
        </Link>
      }
      about={[one.revision.title, ...sourceWords(article, one)].filter(Boolean).join(' · ')}
    >
      {one.stale && (
        <Pill tone={one.blocksPublishing ? 'danger' : 'due'} icon="fix">
          {t(one.blocksPublishing ? 'translate.blocked' : 'translate.behind')}
        </Pill>
      )}
      {one.sourceLocale && mayWrite && (
        <LinkButton
          to="/articles/$articleId/edit"
          params={{ articleId: article.id }}
          search={{ locale: one.locale, beside: one.sourceLocale }}
          variant="default"
          size="xs"
        >
          {t('translate.open')}
          <span className="hidden-visually"> {language}</span>
        </LinkButton>
      )}
    </CardRow>
  );
}

/** Which text it says the same as, and who vouched for that. */
function sourceWords(
  { site }: AboutArticle,
  { sourceLocale, basis, confirmedBy, confirmedAt }: TranslationRowFragment,
) {
  if (!sourceLocale || !basis) return [t('translate.original')];
  const language = languageName(sourceLocale, currentLanguage());
  const says = t('translate.says', { language, number: basis.number });
  if (!confirmedBy || !confirmedAt) return [says];
  return [
    says,
    t('translate.confirmedBy', { name: confirmedBy.name, date: writeDate(confirmedAt, 'day', site.timeZone) }),
  ];
}

interface StartFormProps {
  readonly article: AboutArticle;
  readonly missing: readonly string[];
  readonly close: () => void;
}

/** Begins a text in another language with the words of its source, and opens both side by side. */
function StartForm({ article, missing, close }: StartFormProps) {
  const navigate = useNavigate();
  const [to, setTo] = useState(missing[0] ?? '');
  const [from, setFrom] = useState(article.newestRevision.locale);
  const [slug, setSlug] = useState('');
  const { take, busy, refused } = useDecision(async (input: StartTranslationInput) => {
    const answer = await request(StartTranslationDocument, { input });
    if (answer.result.__typename === 'Revision') {
      const search = { locale: answer.result.locale, beside: input.fromLocale };
      void navigate({ to: '/articles/$articleId/edit', params: { articleId: article.id }, search });
    }
    return answer;
  });
  const named = (tag: string) => ({ value: tag, label: languageName(tag, currentLanguage()) });
  const ofSlug = refused && refused.field !== 'toLocale';
  return (
    <form
      className={`${form.form} ${form.pad}`}
      onSubmit={(event) => {
        event.preventDefault();
        take({ articleId: article.id, fromLocale: from, toLocale: to, slug: slug.trim() });
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <p className="soft">{t('translate.startWhy')}</p>
      <div className={form.pair}>
        <NativeSelect
          label={t('translate.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          data={article.locales.map(named)}
        />
        <NativeSelect
          label={t('translate.to')}
          value={to}
          error={refused && !ofSlug ? refused.message : undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={missing.map(named)}
        />
      </div>
      <TextInput
        label={t('slug.new', { language: languageName(to, currentLanguage()) })}
        description={t('slug.hint')}
        required
        withAsterisk={false}
        maxLength={120}
        autoFocus
        value={slug}
        onChange={(event) => setSlug(event.currentTarget.value)}
      />
      {ofSlug && <Notice>{refused.message}</Notice>}
      <div className={form.bar}>
        <Button type="submit" size="xs" loading={busy}>
          {t('translate.begin')}
        </Button>
        <Button variant="default" size="xs" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
