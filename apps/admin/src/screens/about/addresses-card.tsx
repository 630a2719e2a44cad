import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import { ChangeSlugDocument, type ChangeSlugInput, FreeSlugDocument, type FreeSlugInput } from '../../gql/operations';
import { currentLanguage, t } from '../../messages/t';
import { writeDate } from '../../parts/dates';
import form from '../../parts/form.module.css';
import { Notice } from '../../parts/notice';
import { useMay } from '../../parts/one-site';
import { PUBLISHERS } from '../../parts/roles';
import { Card, CardRow } from '../../parts/screen';
import { useDecision } from '../../parts/use-decision';
import { languageName } from '../../parts/words';
import { type AboutArticle, slugQuery } from './queries';

/** Where the article is found in each language, and the addresses that lead on to it. */
export function AddressesCard({ article, mayWrite }: { article: AboutArticle; mayWrite: boolean }) {
  const mayFree = useMay(PUBLISHERS, article.site.slug);
  return (
    <Card title={t('slug.title')}>
      <ul>
        {article.locales.map((locale) => (
          <AddressRow key={locale} article={article} locale={locale} mayWrite={mayWrite} />
        ))}
        {article.formerSlugs.map((former) => (
          <FormerRow
            key={`${former.locale} ${former.slug} ${former.createdAt}`}
            {...{ former, mayFree, zone: article.site.timeZone }}
          />
        ))}
      </ul>
    </Card>
  );
}

interface AddressRowProps {
  readonly article: AboutArticle;
  readonly locale: string;
  readonly mayWrite: boolean;
}

function AddressRow({ article, locale, mayWrite }: AddressRowProps) {
  const { data: slug } = useQuery(slugQuery(article.id, locale));
  const [typed, setTyped] = useState<string>();
  const { take, busy, refused } = useDecision(
    (input: ChangeSlugInput) => request(ChangeSlugDocument, { input }),
    () => setTyped(undefined),
  );
  const language = languageName(locale, currentLanguage());
  if (typed === undefined) {
    return (
      <CardRow title={<span className="code">{slug ?? ' '}</span>} about={language}>
        {mayWrite && slug && (
          <Button variant="default" size="xs" onClick={() => setTyped(slug)}>
            {t('slug.change')}
            <span className="hidden-visually"> {language}</span>
          </Button>
        )}
      </CardRow>
    );
  }
  return (
    <li className={form.pad}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          take({ articleId: article.id, locale, slug: typed.trim() });
        }}
        onKeyDown={(event) => event.key === 'Escape' && setTyped(undefined)}
      >
        <TextInput
          label={t('slug.new', { language })}
          description={t('slug.hint')}
          required
          withAsterisk={false}
          autoFocus
          maxLength={120}
          value={typed}
          error={refused?.message}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={form.bar}>
          <Button type="submit" size="xs" loading={busy}>
            {t('slug.submit')}
          </Button>
          <Button variant="default" size="xs" onClick={() => setTyped(undefined)}>
            {t('form.cancel')}
          </Button>
        </div>
      </form>
    </li>
  );
}

interface FormerRowProps {
  readonly former: AboutArticle['formerSlugs'][number];
  readonly mayFree: boolean;
  readonly zone: string;
}

/** An address of the past. Freed, it leads nowhere, and another article may have it. */
function FormerRow({ former: { locale, slug, createdAt, endedAt }, mayFree, zone }: FormerRowProps) {
  const { take, busy, refused } = useDecision((input: FreeSlugInput) => request(FreeSlugDocument, { input }));
  const about = endedAt
    ? t('slug.ended', { date: writeDate(endedAt, 'day', zone) })
    : t('slug.leads', { date: writeDate(createdAt, 'day', zone) });
  return (
    <CardRow
      title={<span className="code">{slug}</span>}
      about={
        <>
          {languageName(locale, currentLanguage())} · {about}
          {refused && <Notice>{refused.message}</Notice>}
        </>
      }
    >
      {!endedAt && mayFree && (
        <Button variant="default" size="xs" loading={busy} onClick={() => take({ locale, slug })}>
          {t('slug.free')}
          <span className="hidden-visually"> {slug}</span>
        </Button>
      )}
    </CardRow>
  );
}
