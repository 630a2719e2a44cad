import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import { ComposeIssueDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Screen } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import { NewsletterNav } from '../newsletter-nav';
import { ArticleChoice } from './article-choice';
import { ArticleOrder } from './article-order';
import type { Chosen } from './draft';
import { type Segment, SegmentFields } from './segment-fields';
import { type IssueWords, WordsFields } from './words-fields';

const NOTHING: IssueWords = { subject: '', preheader: '', intro: '' };

/** Puts live articles together into an issue. Nothing is sent by it. */
export function NewIssueScreen() {
  const site = useOneSite();
  const may = useMay(PUBLISHERS, site?.slug);
  return (
    <Screen title={t('compose.title')} about={<Link to="/newsletters">{t('issues.toList')}</Link>}>
      <NewsletterNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      {site && may ? (
        <Compose key={site.slug} site={site} />
      ) : (
        <Empty title={t('newsletter.mayNot')}>
          <p>{t('newsletter.mayNotWhy')}</p>
        </Empty>
      )}
    </Screen>
  );
}

function Compose({ site }: { site: Site }) {
  const navigate = useNavigate();
  const [words, setWords] = useState(NOTHING);
  const [articles, setArticles] = useState<readonly Chosen[]>([]);
  const [segment, setSegment] = useState<Segment>({ interests: [], withoutInterests: false });
  const { take, busy, refused } = useDecision(async () => {
    const chosen = articles.map(({ publicationId, mode }) => ({ publicationId, mode }));
    const whom = { ...segment, interests: [...segment.interests] };
    const input = { site: site.slug, ...words, articles: chosen, segment: whom };
    const answer = await request(ComposeIssueDocument, { input });
    if (answer.result.__typename === 'Issue') {
      await navigate({ to: '/newsletters/$issueId', params: { issueId: answer.result.id } });
    }
    return answer;
  });
  return (
    <form
      className={form.columns}
      onSubmit={(event) => {
        event.preventDefault();
        take(undefined);
      }}
    >
      <div className={`${form.form} ${form.box}`}>
        <WordsFields words={words} onChange={setWords} refused={refused} />
        <section className={form.form} aria-label={t('compose.articles')}>
          <strong>{t('compose.articles')}</strong>
          {articles.length === 0 ? (
            <p className="soft">{t('compose.noneChosen')}</p>
          ) : (
            <ArticleOrder articles={articles} onChange={setArticles} />
          )}
        </section>
        <SegmentFields site={site} segment={segment} onChange={setSegment} />
        {refused && !(refused.field && refused.field in words) && <Notice>{refused.message}</Notice>}
        <div className={form.bar}>
          <Button type="submit" loading={busy} disabled={articles.length === 0 || words.subject.trim() === ''}>
            {t('compose.save')}
          </Button>
          <span className="soft">
            {t(articles.length === 0 || words.subject.trim() === '' ? 'compose.needs' : 'compose.nothingSent')}
          </span>
        </div>
      </div>
      <ArticleChoice
        site={site}
        locale={site.locale}
        chosen={articles}
        add={(one) => setArticles((now) => [...now, one])}
      />
    </form>
  );
}
