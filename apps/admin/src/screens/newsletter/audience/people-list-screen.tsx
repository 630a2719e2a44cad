import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import { type SubscriberRowFragment, SubscribersDocument } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { SiteField } from '../../../parts/one-site';
import { PagedRows } from '../../../parts/paged-rows';
import { CardRow } from '../../../parts/screen';
import { Pill } from '../../../parts/status';
import { usePages } from '../../../parts/use-pages';
import { languageName } from '../../../parts/words';
import { termLabel } from '../../library/terms/term-words';
import { AudiencePage } from './audience-page';
import { SUBSCRIBER_STATES } from './subscriber-states';

/** The people of a site's audience. State and interest stand in the address; a person's own address never does. */
export function PeopleListScreen() {
  return (
    <AudiencePage title={t('subscribers.title')} about={t('subscribers.about')} siteField={false}>
      {(site) => <List key={site.slug} site={site} />}
    </AudiencePage>
  );
}

function List({ site }: { site: Site }) {
  const { state, interest } = useSearch({ from: '/frame/newsletters/audience/people' });
  const navigate = useNavigate({ from: '/newsletters/audience/people' });
  const set = (part: object) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const [email, setEmail] = useState('');
  const filter = { state, interest, email: email || undefined };
  const answer = usePages({
    queryKey: ['subscribers', site.slug, filter],
    ask: (after) => request(SubscribersDocument, { site: site.slug, filter, after }),
    infoOf: ({ subscribers }) => subscribers.pageInfo,
  });
  const rows = answer.data?.pages.flatMap(({ subscribers }) => subscribers.edges.map(({ node }) => node)) ?? [];
  const filtered = Boolean(state ?? interest) || email !== '';
  return (
    <>
      <search className={form.filters}>
        <AddressSearch search={setEmail} />
        <SiteField />
        <NativeSelect
          aria-label={t('subscribers.state')}
          value={state ?? ''}
          onChange={(event) => set({ state: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('subscribers.anyState') },
            ...SUBSCRIBER_STATES.map((value) => ({ value, label: t(`subscriber.${value}`) })),
          ]}
        />
        {interest && (
          <Button variant="default" onClick={() => set({ interest: undefined })}>
            {t('subscribers.allInterests')}
          </Button>
        )}
      </search>
      <PagedRows
        answer={answer}
        rows={rows}
        expected={8}
        empty={
          <Empty title={t(filtered ? 'subscribers.noMatch' : 'subscribers.none')}>
            <p>{t(filtered ? 'subscribers.noMatchWhy' : 'issues.nobodyYet')}</p>
          </Empty>
        }
      >
        {(one) => <Row key={one.id} one={one} zone={site.timeZone} />}
      </PagedRows>
    </>
  );
}

/** Nobody is found by a part of an address, so it is asked only when somebody says so. */
function AddressSearch({ search }: { search: (email: string) => void }) {
  const [typed, setTyped] = useState('');
  return (
    <form
      className={form.bar}
      onSubmit={(event) => {
        event.preventDefault();
        search(typed.trim());
      }}
    >
      <TextInput
        type="search"
        autoComplete="off"
        aria-label={t('subscribers.search')}
        placeholder={t('subscribers.search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          if (event.currentTarget.value === '') search('');
        }}
      />
      <Button type="submit" variant="default">
        {t('subscribers.find')}
      </Button>
    </form>
  );
}

const TONES = { PENDING: ['due', 'clock'], CONFIRMED: ['good', 'check'], UNSUBSCRIBED: ['neutral', 'off'] } as const;

function Row({ one, zone }: { one: SubscriberRowFragment; zone: string }) {
  const [tone, icon] = TONES[one.state];
  const day = (iso: string) => writeDate(iso, 'day', zone);
  const about = [
    t(`subscriberSource.${one.source}`),
    languageName(one.locale, currentLanguage()),
    one.leftAt
      ? t('subscribers.leftOn', { date: day(one.leftAt) })
      : one.confirmedAt
        ? t('subscribers.since', { date: day(one.confirmedAt) })
        : t('subscribers.signedUp', { date: day(one.createdAt) }),
    one.pausedUntil && t('subscribers.pausedUntil', { date: day(one.pausedUntil) }),
    one.interests.map(termLabel).join(', '),
  ];
  return (
    <CardRow title={one.maskedAddress} about={about.filter(Boolean).join(' · ')}>
      {one.suppressedFor && one.state !== 'UNSUBSCRIBED' ? (
        <Pill tone="danger" icon="stop">
          {t(`suppressed.${one.suppressedFor}`)}
        </Pill>
      ) : (
        <Pill tone={tone} icon={icon}>
          {t(`subscriber.${one.state}`)}
        </Pill>
      )}
    </CardRow>
  );
}
