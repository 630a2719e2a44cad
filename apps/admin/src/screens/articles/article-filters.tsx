import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ArticleStatus } from '../../gql/operations';
import { t } from '../../messages/t';
import { Icon } from '../../parts/icons';
import { ARTICLE_STATUSES, statusWord } from '../../parts/status';
import { useKeys } from '../../parts/use-keys';
import css from './article-filters.module.css';

/** Search and status. Typing changes the address after a short rest, without a step in the browser's history. */
export function ArticleFilters() {
  const { q, status } = useSearch({ from: '/frame/articles' });
  const navigate = useNavigate({ from: '/articles' });
  const [words, setWords] = useState(q ?? '');
  const input = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback((value: string) => {
    void navigate({ search: (now) => ({ ...now, q: value.trim() || undefined }), replace: true });
  }, 250);
  useKeys({ '/': () => input.current?.focus() });
  return (
    <search className={css.filters}>
      <TextInput
        ref={input}
        className={css.search}
        type="search"
        aria-label={t('articles.search')}
        placeholder={t('articles.search')}
        leftSection={<Icon name="search" />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <NativeSelect
        className={css.status}
        aria-label={t('articles.status')}
        value={status ?? ''}
        onChange={(event) => {
          const chosen = (event.currentTarget.value || undefined) as ArticleStatus | undefined;
          void navigate({ search: (now) => ({ ...now, status: chosen }) });
        }}
      >
        <option value="">{t('articles.anyStatus')}</option>
        {ARTICLE_STATUSES.map((one) => (
          <option key={one} value={one}>
            {statusWord(one)}
          </option>
        ))}
      </NativeSelect>
    </search>
  );
}
