import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import { type DestinationPartsFragment, DestinationsDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { CardRow, Screen } from '../../../parts/screen';
import { Pill } from '../../../parts/status';
import { DestinationPill } from '../deliveries/delivery-pill';
import { PublishingNav } from '../publishing-nav';
import { AddForm } from './add-form';
import { kindName } from './kind-name';

/** Whom a site tells what goes live and what is withdrawn, and how each of them does. */
export function DestinationsScreen() {
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const may = useMay(PUBLISHERS, slug);
  const [adding, setAdding] = useState(false);
  const answer = useQuery({
    queryKey: ['destinations', slug],
    queryFn: () => request(DestinationsDocument, { site: slug }),
    refetchInterval: 15_000,
  });
  return (
    <Screen
      title={t('destinations.title')}
      about={t('destinations.about')}
      action={may && !adding && <Button onClick={() => setAdding(true)}>{t('destination.add')}</Button>}
    >
      <PublishingNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      {adding && (
        <div className={form.above}>
          <AddForm site={slug} close={() => setAdding(false)} />
        </div>
      )}
      <div className={form.rows}>
        <Loaded answer={answer} rows={3}>
          {({ destinations }) =>
            destinations.length === 0 ? (
              <Empty title={t('destinations.none')}>
                <p>{t(may ? 'destinations.noneWhy' : 'destinations.mayNot')}</p>
                {may && !adding && <Button onClick={() => setAdding(true)}>{t('destination.add')}</Button>}
              </Empty>
            ) : (
              <ul>
                {destinations.map((one) => (
                  <Row key={one.id} one={one} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Screen>
  );
}

function Row({ one }: { one: DestinationPartsFragment }) {
  const { pending, exhausted } = one.counts;
  return (
    <CardRow
      title={
        <Link to="/publishing/destinations/$destinationId" params={{ destinationId: one.id }} data-row>
          {one.name}
        </Link>
      }
      about={`${kindName(one.kind)} · ${one.url}`}
    >
      {one.driftedCopies > 0 && (
        <Pill tone="due" icon="note">
          {t('drift.count', { count: one.driftedCopies })}
        </Pill>
      )}
      {exhausted > 0 && (
        <Link to="/publishing/deliveries" search={{ site: one.site.slug, to: one.id, state: 'EXHAUSTED' }}>
          {t('destination.failed', { count: exhausted })}
        </Link>
      )}
      {pending > 0 && (
        <Link to="/publishing/deliveries" search={{ site: one.site.slug, to: one.id, state: 'PENDING' }}>
          {t('destination.waiting', { count: pending })}
        </Link>
      )}
      <DestinationPill state={one.state} failures={one.failures} />
    </CardRow>
  );
}
