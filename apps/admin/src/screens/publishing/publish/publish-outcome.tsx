import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';
import { PublicationOutcomeDocument, type PublicationOutcomeQuery } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { languageName } from '../../../parts/words';
import { DeliveryPill } from '../deliveries/delivery-pill';
import type { Outcome } from './publish-form';
import css from './publish-form.module.css';

type Told = NonNullable<PublicationOutcomeQuery['publication']>['deliveries'];

const ASK_MS = 2_000;
/** Deliveries are planned by the worker a moment after the text is live, so an empty list is asked again for a while. */
const PATIENCE_MS = 20_000;

/** What became of each target, and whom it was told meanwhile. */
export function PublishOutcome({ outcomes, close }: { outcomes: readonly Outcome[]; close: () => void }) {
  return (
    <div className={css.outcome} role="status">
      <div className={css.outcomeHead}>
        <span>{t('outcome.title')}</span>
        <Button size="xs" variant="default" onClick={close}>
          {t('outcome.close')}
        </Button>
      </div>
      <ul>
        {outcomes.map((outcome) => (
          <li key={outcome.target.key} className={css.target}>
            <div>
              <strong>{outcome.target.site.name}</strong>, {languageName(outcome.target.locale, currentLanguage())}:{' '}
              {sentence(outcome)}
              {outcome.publicationId && <Destinations id={outcome.publicationId} />}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function sentence({ target, scheduledFor, refused }: Outcome): string {
  if (refused) return t('outcome.refused', { why: refused });
  if (!scheduledFor) return t('outcome.live');
  return t('outcome.scheduled', { date: writeDate(scheduledFor, 'full', target.site.timeZone) });
}

function Destinations({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ['outcome', id],
    queryFn: async () => (await request(PublicationOutcomeDocument, { id })).publication,
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : ASK_MS),
  });
  if (!data) return null;
  return (
    <div className={css.destinations}>
      <a href={data.pageUrl} target="_blank" rel="noreferrer">
        {t('outcome.page')}
      </a>
      <ToldPlaces told={data.deliveries} />
    </div>
  );
}

function ToldPlaces({ told }: { told: Told }) {
  if (told.length === 0) return <span className="soft">{t('outcome.nobodyTold')}</span>;
  return told.map(({ id, destination, state }) => (
    <span key={id}>
      {destination.name} <DeliveryPill state={state} />
    </span>
  ));
}

function isSettled(data: PublicationOutcomeQuery['publication'] | undefined): boolean {
  if (!data) return false;
  if (data.deliveries.length === 0) return Date.now() - Date.parse(data.liveFrom) > PATIENCE_MS;
  return data.deliveries.every(({ state }) => state !== 'PENDING');
}
