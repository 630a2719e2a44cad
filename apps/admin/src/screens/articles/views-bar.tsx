import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/client';
import { RemoveViewDocument, SavedViewsDocument, SaveViewDocument, type SaveViewInput } from '../../gql/operations';
import { t } from '../../messages/t';
import { Icon } from '../../parts/icons';
import { Notice } from '../../parts/notice';
import { useDecision } from '../../parts/use-decision';
import css from './views-bar.module.css';

/** The lists a person saved: each is a door to what its address asks for. */
export function ViewsBar() {
  const { data } = useQuery({
    queryKey: ['views'],
    queryFn: async () => (await request(SavedViewsDocument, {})).savedViews,
  });
  const [naming, setNaming] = useState(false);
  const now = useQueryText();
  const navigate = useNavigate();
  const remove = useDecision((id: string) => request(RemoveViewDocument, { id }));
  const views = data ?? [];
  return (
    <div className={css.views}>
      {views.map(({ id, name, query }) => (
        <span key={id} className={css.view} data-chosen={query === now || undefined}>
          <button
            type="button"
            className={css.name}
            aria-pressed={query === now}
            onClick={() => void navigate({ href: `/articles${query ? `?${query}` : ''}` })}
          >
            {name}
          </button>
          <button
            type="button"
            className={css.remove}
            aria-label={t('views.remove', { name })}
            onClick={() => remove.take(id)}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      {naming ? (
        <NameView query={now} close={() => setNaming(false)} />
      ) : (
        <button type="button" className={css.add} onClick={() => setNaming(true)}>
          {t('views.save')}
        </button>
      )}
      {remove.refused && <Notice>{remove.refused.message}</Notice>}
    </div>
  );
}

/** What the address asks for, in the form in which it is kept. */
function useQueryText(): string {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  return new URLSearchParams(search).toString();
}

function NameView({ query, close }: { query: string; close: () => void }) {
  const { site } = useSearch({ from: '/frame/articles' });
  const [name, setName] = useState('');
  const { take, busy, refused } = useDecision((input: SaveViewInput) => request(SaveViewDocument, { input }), close);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        take({ site: site ?? null, name: name.trim(), query });
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <TextInput
        size="xs"
        aria-label={t('views.name')}
        placeholder={t('views.name')}
        required
        maxLength={60}
        autoFocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" loading={busy}>
        {t('views.submit')}
      </Button>
      <Button size="xs" variant="default" onClick={close}>
        {t('form.cancel')}
      </Button>
      {refused && <Notice>{refused.message}</Notice>}
    </form>
  );
}
