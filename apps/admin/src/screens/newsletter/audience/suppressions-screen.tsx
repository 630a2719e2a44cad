import { Button, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import { SuppressionsDocument, type SuppressionsQuery } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { SiteField } from '../../../parts/one-site';
import { PagedRows } from '../../../parts/paged-rows';
import { CardRow } from '../../../parts/screen';
import { Pill } from '../../../parts/status';
import { usePages } from '../../../parts/use-pages';
import { AudiencePage } from './audience-page';
import { SUPPRESSION_REASONS } from './subscriber-states';
import { SuppressionForm } from './suppression-form';

type Suppression = SuppressionsQuery['suppressions']['edges'][number]['node'];

/** Addresses that get nothing, each with why; one can be added, and one that bounced or that staff added lifted. */
export function SuppressionsScreen() {
  return (
    <AudiencePage title={t('suppressions.title')} about={t('suppressions.about')} siteField={false}>
      {(site) => <Parts key={site.slug} site={site} />}
    </AudiencePage>
  );
}

function Parts({ site }: { site: Site }) {
  const [doing, setDoing] = useState<'suppress' | 'lift'>();
  return (
    <>
      {doing && (
        <div className={form.above}>
          <SuppressionForm key={doing} doing={doing} site={site.slug} close={() => setDoing(undefined)} />
        </div>
      )}
      <List
        site={site}
        buttons={
          !doing && (
            <>
              <Button onClick={() => setDoing('suppress')}>{t('suppress.action')}</Button>
              <Button variant="default" onClick={() => setDoing('lift')}>
                {t('lift.action')}
              </Button>
            </>
          )
        }
      />
    </>
  );
}

function List({ site, buttons }: { site: Site; buttons: React.ReactNode }) {
  const { reason } = useSearch({ from: '/frame/newsletters/audience/suppressions' });
  const navigate = useNavigate({ from: '/newsletters/audience/suppressions' });
  const answer = usePages({
    queryKey: ['suppressions', site.slug, reason],
    ask: (after) => request(SuppressionsDocument, { site: site.slug, filter: { reason }, after }),
    infoOf: ({ suppressions }) => suppressions.pageInfo,
  });
  const rows = answer.data?.pages.flatMap(({ suppressions }) => suppressions.edges) ?? [];
  return (
    <>
      <search className={form.filters}>
        <NativeSelect
          aria-label={t('suppressions.reason')}
          value={reason ?? ''}
          onChange={(event) => {
            const chosen = SUPPRESSION_REASONS.find((one) => one === event.currentTarget.value);
            void navigate({ search: (now) => ({ ...now, reason: chosen }), replace: true });
          }}
          data={[
            { value: '', label: t('suppressions.anyReason') },
            ...SUPPRESSION_REASONS.map((value) => ({ value, label: t(`suppressed.${value}`) })),
          ]}
        />
        <SiteField />
        {buttons}
      </search>
      <PagedRows
        answer={answer}
        rows={rows}
        empty={
          <Empty title={t(reason ? 'suppressions.noMatch' : 'suppressions.none')}>
            <p>{t('suppressions.noneWhy')}</p>
          </Empty>
        }
      >
        {({ cursor, node }) => <Row key={cursor} one={node} zone={site.timeZone} />}
      </PagedRows>
    </>
  );
}

function Row({ one, zone }: { one: Suppression; zone: string }) {
  const date = writeDate(one.createdAt, 'full', zone);
  const who = one.addedBy ? t('suppressions.by', { name: one.addedBy.name, date }) : date;
  const stays = one.canBeLifted ? null : t('suppressions.stays');
  return (
    <CardRow
      title={one.maskedAddress ?? t('suppressions.hashOnly')}
      about={[who, one.note, stays].filter(Boolean).join(' · ')}
    >
      <Pill tone={one.canBeLifted ? 'due' : 'neutral'} icon="off">
        {t(`suppressed.${one.reason}`)}
      </Pill>
    </CardRow>
  );
}
