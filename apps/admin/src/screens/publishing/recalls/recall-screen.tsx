import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { RecallDocument, type RecallQuery } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import { Facts } from '../../../parts/facts';
import form from '../../../parts/form.module.css';
import { LinkButton } from '../../../parts/link-button';
import { Loaded } from '../../../parts/loaded';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { Pill } from '../../../parts/status';
import { DeliveryPill } from '../deliveries/delivery-pill';
import { PublishingNav } from '../publishing-nav';
import { Carried, Served } from './reach-parts';
import css from './recalls.module.css';

type Recall = NonNullable<RecallQuery['recall']>;

const ASK_MS = 3_000;

/** How far a recall is: asked again every few seconds until nothing is left to do. */
export function RecallScreen() {
  const { recallId } = useParams({ from: '/frame/publishing/recalls/$recallId' });
  const answer = useQuery({
    queryKey: ['recalls', 'one', recallId],
    queryFn: async () => (await request(RecallDocument, { id: recallId })).recall ?? null,
    refetchInterval: ({ state: { data } }) => (data && isDone(data) ? false : ASK_MS),
  });
  return (
    <Screen
      title={answer.data?.revisions[0]?.title ?? t('recalls.title')}
      about={<Link to="/publishing/recalls">{t('recalls.toList')}</Link>}
    >
      <PublishingNav />
      <Loaded answer={answer}>
        {(recall) =>
          recall ? (
            <Parts recall={recall} />
          ) : (
            <Empty title={t('recall.missing')}>
              <p>{t('people.missingWhy')}</p>
            </Empty>
          )
        }
      </Loaded>
    </Screen>
  );
}

/** What every destination was told of the withdrawals. */
const told = ({ servedBy }: Recall) =>
  servedBy.flatMap(({ deliveries }) => deliveries.filter(({ operation }) => operation === 'WITHDRAW'));

function isDone(recall: Recall): boolean {
  const off = recall.servedBy.every(({ state }) => state !== 'LIVE');
  return off && recall.state === 'CORRECTED' && told(recall).every(({ state }) => state !== 'PENDING');
}

function Parts({ recall }: { recall: Recall }) {
  const { article, locale } = recall;
  const zone = article.site.timeZone;
  return (
    <div className={form.columns}>
      <div className={form.stack}>
        <Progress recall={recall} />
        <Card title={t('recall.served')}>
          <Served servedBy={recall.servedBy} />
        </Card>
        <Card title={t('recall.carried')}>
          <Carried carriedBy={recall.carriedBy} />
        </Card>
      </div>
      <div className={form.stack}>
        <Card title={t('recall.facts')}>
          <Facts
            rows={[
              [t('recall.reason'), recall.reason],
              [t('recall.openedBy'), `${recall.openedBy.name}, ${writeDate(recall.openedAt, 'full', zone)}`],
              [t('recall.barred'), recall.revisions.map(({ number }) => t('live.revision', { number })).join(', ')],
            ]}
          />
        </Card>
        {recall.state === 'OPEN' && (
          <div className={`${form.box} ${form.form}`}>
            <p>{t('recall.correctWhy')}</p>
            <div className={form.bar}>
              <LinkButton to="/articles/$articleId/edit" params={{ articleId: article.id }} search={{ locale }}>
                {t('recall.correct')}
              </LinkButton>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

function Progress({ recall }: { recall: Recall }) {
  const zone = recall.article.site.timeZone;
  const live = recall.servedBy.filter(({ state }) => state === 'LIVE').length;
  const deliveries = told(recall);
  const arrived = deliveries.filter(({ state }) => state === 'SUCCEEDED').length;
  return (
    <Card title={t('recall.progress')}>
      <ul aria-live="polite">
        <CardRow title={t('recall.stepBarred')}>
          <State done />
        </CardRow>
        <CardRow title={t('recall.stepOff', { done: recall.servedBy.length - live, all: recall.servedBy.length })}>
          <State done={live === 0} />
        </CardRow>
        <CardRow
          title={t('recall.stepTold', { done: arrived, all: deliveries.length })}
          about={
            deliveries.length > 0 && (
              <span className={css.told}>
                {deliveries.map(({ id, destination, state }) => (
                  <span key={id}>
                    {destination.name} <DeliveryPill state={state} />
                  </span>
                ))}
              </span>
            )
          }
        >
          <State done={arrived === deliveries.length} />
        </CardRow>
        <CardRow
          title={
            recall.correction
              ? t('recall.stepCorrected', {
                  number: recall.correction.revision.number,
                  date: writeDate(recall.correctedAt ?? recall.correction.liveFrom, 'full', zone),
                })
              : t('recall.stepCorrect')
          }
        >
          <State done={recall.state === 'CORRECTED'} />
        </CardRow>
      </ul>
    </Card>
  );
}

function State({ done }: { done: boolean }) {
  return (
    <Pill tone={done ? 'good' : 'due'} icon={done ? 'check' : 'clock'}>
      {t(done ? 'recall.done' : 'recall.waits')}
    </Pill>
  );
}
