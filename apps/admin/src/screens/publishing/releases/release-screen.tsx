import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import {
  CancelReleaseDocument,
  ReleaseDocument,
  type ReleasePartsFragment,
  RetryReleaseDocument,
} from '../../../gql/operations';
import { currentLanguage, refusalSentence, t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { useMay } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import { languageName } from '../../../parts/words';
import { PlannedPill } from '../calendar/entry-line';
import { PublishingNav } from '../publishing-nav';

const ASK_MS = 5_000;

/** One release: its texts, when they go live, and what kept them back. */
export function ReleaseScreen() {
  const { releaseId } = useParams({ from: '/frame/publishing/releases/$releaseId' });
  const answer = useQuery({
    queryKey: ['releases', 'one', releaseId],
    queryFn: () => request(ReleaseDocument, { id: releaseId }),
    refetchInterval: ({ state }) => (state.data?.release?.state === 'PLANNED' ? ASK_MS : false),
  });
  return (
    <Screen
      title={answer.data?.release?.name ?? t('releases.title')}
      about={<Link to="/publishing/releases">{t('releases.toList')}</Link>}
    >
      <PublishingNav />
      <Loaded answer={answer}>
        {({ release }) =>
          release ? (
            <Parts one={release} />
          ) : (
            <Empty title={t('release.missing')}>
              <p>{t('people.missingWhy')}</p>
            </Empty>
          )
        }
      </Loaded>
    </Screen>
  );
}

function Parts({ one }: { one: ReleasePartsFragment }) {
  const date = writeDate(one.publishAt, 'full', one.site.timeZone);
  const whole = one.obstacles.filter(({ revision }) => !revision);
  return (
    <div className={form.stack}>
      <Card title={t(`release.${one.state}`, { date, site: one.site.name })} aside={<PlannedPill state={one.state} />}>
        {whole.map((obstacle) => (
          <div key={obstacle.code} className={form.pad}>
            <Notice>{refusalSentence(obstacle)}</Notice>
          </div>
        ))}
        <ul>
          {one.items.map((item) => (
            <Item key={item.revision.id} item={item} obstacles={one.obstacles} />
          ))}
        </ul>
      </Card>
      <Steps one={one} />
    </div>
  );
}

interface ItemProps {
  readonly item: ReleasePartsFragment['items'][number];
  readonly obstacles: ReleasePartsFragment['obstacles'];
}

function Item({ item, obstacles }: ItemProps) {
  const { article, revision, publication } = item;
  const own = obstacles.filter((one) => one.revision?.id === revision.id);
  return (
    <CardRow
      title={
        <Link
          to="/articles/$articleId"
          params={{ articleId: article.id }}
          search={{ locale: revision.locale }}
          data-row
        >
          {revision.title}
        </Link>
      }
      about={
        <>
          {languageName(revision.locale, currentLanguage())} · {t('live.revision', { number: revision.number })}
          {own.map((obstacle) => (
            <Notice key={obstacle.code}>{refusalSentence(obstacle)}</Notice>
          ))}
        </>
      }
    >
      {publication && (
        <a href={publication.pageUrl} target="_blank" rel="noreferrer">
          {t('outcome.page')}
        </a>
      )}
    </CardRow>
  );
}

function Steps({ one }: { one: ReleasePartsFragment }) {
  const [sure, setSure] = useState(false);
  const may = useMay(PUBLISHERS, one.site.slug);
  const cancel = useDecision(
    (id: string) => request(CancelReleaseDocument, { id }),
    () => setSure(false),
  );
  const retry = useDecision((id: string) => request(RetryReleaseDocument, { id }));
  const refused = cancel.refused ?? retry.refused;
  if (!may) return refused ? <Notice>{refused.message}</Notice> : null;
  return (
    <div className={form.form}>
      {refused && <Notice>{refused.message}</Notice>}
      {sure && <p>{t('release.cancelSure', { count: one.items.length })}</p>}
      <div className={form.bar}>
        {one.state === 'PARKED' && (
          <Button loading={retry.busy} onClick={() => retry.take(one.id)}>
            {t('schedule.retry')}
          </Button>
        )}
        {one.state === 'PLANNED' && !sure && (
          <Button variant="default" onClick={() => setSure(true)}>
            {t('release.cancel')}
          </Button>
        )}
        {sure && (
          <>
            <Button variant="default" onClick={() => setSure(false)}>
              {t('release.keep')}
            </Button>
            <Button loading={cancel.busy} onClick={() => cancel.take(one.id)}>
              {t('release.cancel')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
