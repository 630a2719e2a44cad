import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import { AudienceOverviewDocument, type AudienceOverviewQuery } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { LinkButton } from '../../../parts/link-button';
import { Loaded } from '../../../parts/loaded';
import { Card, CardRow } from '../../../parts/screen';
import { termLabel } from '../../library/terms/term-words';
import css from './audience.module.css';
import { AudiencePage } from './audience-page';
import { GrowthCard } from './growth-card';

const COUNTS = [
  ['confirmed', 'CONFIRMED'],
  ['pending', 'PENDING'],
  ['unsubscribed', 'UNSUBSCRIBED'],
] as const;

/** Who gets a site's newsletter: how many, since when, from where, and what they asked for. */
export function AudienceScreen() {
  return (
    <AudiencePage
      title={t('audience.title')}
      about={t('audience.about')}
      action={<LinkButton to="/newsletters/audience/import">{t('audienceImport.title')}</LinkButton>}
    >
      {(site) => <Parts key={site.slug} site={site} />}
    </AudiencePage>
  );
}

function Parts({ site }: { site: Site }) {
  const answer = useQuery({
    queryKey: ['audience', site.slug],
    queryFn: () => request(AudienceOverviewDocument, { site: site.slug }),
  });
  return (
    <Loaded answer={answer} rows={4}>
      {(data) => (
        <>
          <Counts data={data} site={site.slug} />
          <div className={form.columns}>
            <GrowthCard weeks={data.audienceGrowth ?? []} />
            <div className={form.stack}>
              <Interests data={data} site={site.slug} />
              <Sources data={data} />
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}

function Counts({ data: { audience }, site }: { data: AudienceOverviewQuery; site: string }) {
  if (!audience) return null;
  return (
    <dl className={css.counts}>
      {COUNTS.map(([name, state]) => (
        <div key={name} className={css.count}>
          <dt>{t(`audience.${name}`)}</dt>
          <dd>
            <Link to="/newsletters/audience/people" search={{ site, state }}>
              <strong>{t('number', { value: audience[name] })}</strong>
              <span className="hidden-visually"> {t('subscribers.show')}</span>
            </Link>
            <span>{t(`audienceWhy.${name}`)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Interests({ data, site }: { data: AudienceOverviewQuery; site: string }) {
  const interests = data.audienceInterests ?? [];
  return (
    <Card title={t('interests.title')}>
      {interests.length === 0 ? (
        <Empty title={t('interests.none')}>
          <p>{t('interests.noneWhy')}</p>
        </Empty>
      ) : (
        <ul>
          {interests.map(({ term, people }) => (
            <CardRow
              key={term.id}
              title={
                <Link to="/newsletters/audience/people" search={{ site, interest: term.id }} data-row>
                  {termLabel(term)}
                </Link>
              }
            >
              {t('subscribers.count', { count: people })}
            </CardRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Sources({ data }: { data: AudienceOverviewQuery }) {
  const sources = data.audienceSources ?? [];
  return (
    <Card title={t('sources.title')}>
      {sources.length === 0 ? (
        <Empty title={t('sources.none')}>
          <p>{t('sources.noneWhy')}</p>
        </Empty>
      ) : (
        <ul>
          {sources.map(({ source, people }) => (
            <CardRow key={source} title={t(`subscriberSource.${source}`)}>
              {t('subscribers.count', { count: people })}
            </CardRow>
          ))}
        </ul>
      )}
    </Card>
  );
}
