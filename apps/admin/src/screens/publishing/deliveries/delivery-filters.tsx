import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { DestinationsDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { SiteField, useOneSite } from '../../../parts/one-site';
import { DELIVERY_STATES } from './delivery-pill';

/** What is asked for: site, destination, state, what was told, article and days. All of it stands in the address. */
export function DeliveryFilters() {
  const { to, state, article, from, until, what } = useSearch({ from: '/frame/publishing/deliveries' });
  const navigate = useNavigate({ from: '/publishing/deliveries' });
  const site = useOneSite()?.slug ?? '';
  const places = useQuery({
    queryKey: ['destinations', site],
    queryFn: () => request(DestinationsDocument, { site }),
  });
  const set = (part: object) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  return (
    <search className={form.filters}>
      <NativeSelect
        aria-label={t('deliveries.destination')}
        value={to ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('deliveries.anyDestination') },
          ...(places.data?.destinations ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <SiteField />
      <NativeSelect
        aria-label={t('deliveries.state')}
        value={state ?? ''}
        onChange={(event) => set({ state: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('deliveries.anyState') },
          ...DELIVERY_STATES.map((value) => ({ value, label: t(`delivery.${value}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('deliveries.what')}
        value={what ?? ''}
        onChange={(event) => set({ what: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('deliveries.anything') },
          ...(['PUBLISH', 'WITHDRAW', 'REFRESH', 'TEST'] as const).map((value) => ({
            value,
            label: t(`operation.${value}`),
          })),
        ]}
      />
      <TextInput
        type="date"
        aria-label={t('audit.from')}
        value={from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        aria-label={t('audit.until')}
        value={until ?? ''}
        onChange={(event) => set({ until: event.currentTarget.value || undefined })}
      />
      {article && (
        <Button variant="default" onClick={() => set({ article: undefined })}>
          {t('deliveries.allArticles')}
        </Button>
      )}
    </search>
  );
}
