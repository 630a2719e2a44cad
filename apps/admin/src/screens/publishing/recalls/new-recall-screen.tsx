import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import {
  OpenRecallDocument,
  RecallReachDocument,
  RecallRevisionsDocument,
  type RecallRevisionsQuery,
} from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { CheckField } from '../../../parts/check-field';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { FailureNotice, Notice } from '../../../parts/notice';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { Card, Screen } from '../../../parts/screen';
import { Pill } from '../../../parts/status';
import { useDecision } from '../../../parts/use-decision';
import { hashWords, languageName } from '../../../parts/words';
import { PublishingNav } from '../publishing-nav';
import { Carried, Served } from './reach-parts';
import css from './recalls.module.css';

type Article = NonNullable<RecallRevisionsQuery['article']>;

/** Recalls texts of one article: which, whom it reached, why, and one sentence before it happens. */
export function NewRecallScreen() {
  const { article: id, locale } = useSearch({ from: '/frame/publishing/recalls/new' });
  const answer = useQuery({
    queryKey: ['recall-revisions', id, locale],
    queryFn: async () => (id ? (await request(RecallRevisionsDocument, { id, locale })).article : null),
  });
  return (
    <Screen
      title={t('recall.new')}
      about={
        answer.data ? answer.data.newestRevision.title : <Link to="/publishing/recalls">{t('recalls.toList')}</Link>
      }
    >
      <PublishingNav />
      <Loaded answer={answer}>
        {(article) =>
          article ? (
            <Wizard key={article.id} article={article} />
          ) : (
            <Empty title={t('recall.noArticle')}>
              <p>{t('recall.noArticleWhy')}</p>
              <Link to="/articles" search={{ status: 'LIVE' }}>
                {t('home.allLive')}
              </Link>
            </Empty>
          )
        }
      </Loaded>
    </Screen>
  );
}

function Wizard({ article }: { article: Article }) {
  const navigate = useNavigate();
  const revisions = article.revisions.edges.map(({ node }) => node);
  const shown = new Map(article.publications.map((one) => [one.contentHash, one.state]));
  const [chosen, choose] = useState<readonly string[]>(() =>
    revisions.filter(({ contentHash }) => shown.get(contentHash) === 'LIVE').map(({ id }) => id),
  );
  const [reason, setReason] = useState('');
  const reach = useQuery({
    queryKey: ['recall-reach', chosen],
    queryFn: async () => (await request(RecallReachDocument, { ids: [...chosen] })).recallReach ?? null,
    enabled: chosen.length > 0,
  });
  const { take, busy, refused } = useDecision(async () => {
    const answer = await request(OpenRecallDocument, { input: { revisionIds: [...chosen], reason: reason.trim() } });
    if (answer.result.__typename === 'Recall') {
      await navigate({ to: '/publishing/recalls/$recallId', params: { recallId: answer.result.id } });
    }
    return answer;
  });
  const reached = chosen.length > 0 ? reach.data : undefined;
  return (
    <form
      className={form.stack}
      onSubmit={(event) => {
        event.preventDefault();
        take(undefined);
      }}
    >
      <Card title={t('recall.which')}>
        <p className={css.intro}>{t('recall.whichWhy')}</p>
        <ul>
          {revisions.map((one) => (
            <li key={one.id} className={css.revision}>
              <CheckField
                label={t('recall.revision', { number: one.number, title: one.title })}
                hint={`${one.createdBy.name} · ${writeDate(one.updatedAt, 'full', article.site.timeZone)} · ${hashWords(one.contentHash)}`}
                checked={chosen.includes(one.id)}
                onChange={(on) => choose(on ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))}
              />
              {shown.has(one.contentHash) && (
                <Pill tone={shown.get(one.contentHash) === 'LIVE' ? 'good' : 'neutral'}>
                  {t(shown.get(one.contentHash) === 'LIVE' ? 'recall.isLive' : 'recall.wasLive')}
                </Pill>
              )}
            </li>
          ))}
        </ul>
      </Card>
      {chosen.length === 0 && <p className="soft">{t('recall.chooseOne')}</p>}
      {chosen.length > 0 && reach.isPending && <RowsSkeleton rows={2} />}
      {reach.isError && <FailureNotice error={reach.error} retry={() => void reach.refetch()} />}
      {reached && (
        <>
          <Card title={t('recall.served')}>
            <Served servedBy={reached.servedBy} />
          </Card>
          <Card title={t('recall.carried')}>
            <Carried carriedBy={reached.carriedBy} />
          </Card>
        </>
      )}
      <div className={`${form.box} ${form.form}`}>
        <Textarea
          label={t('recall.reason')}
          description={t('withdraw.reasonHint')}
          required
          withAsterisk={false}
          rows={3}
          minLength={3}
          maxLength={1000}
          value={reason}
          error={refused?.field === 'reason' ? refused.message : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <p>
          <strong>{reached && sentenceOf(article, chosen.length, reached)}</strong> {t('recall.then')}
        </p>
        {refused && refused.field !== 'reason' && <Notice>{refused.message}</Notice>}
        <div className={form.bar}>
          <Button type="submit" color="red" loading={busy} disabled={!reached || reason.trim().length < 3}>
            {t('recall.submit')}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface Reach {
  readonly servedBy: readonly { readonly state: string; readonly site: { readonly name: string } }[];
  readonly carriedBy: readonly { readonly handedOver: number }[];
}

/** What happens, where, to how many, in a sentence. */
function sentenceOf({ newestRevision }: Article, count: number, { servedBy, carriedBy }: Reach): string {
  const live = [...new Set(servedBy.filter(({ state }) => state === 'LIVE').map(({ site }) => site.name))];
  const language = languageName(newestRevision.locale, currentLanguage());
  const barred = t('recall.bars', { count, title: newestRevision.title, language });
  const off = live.length > 0 ? t('recall.takesOff', { sites: live.join(', ') }) : t('recall.isOff');
  const people = carriedBy.reduce((sum, { handedOver }) => sum + handedOver, 0);
  return people > 0 ? `${barred} ${off} ${t('recall.people', { count: people })}` : `${barred} ${off}`;
}
