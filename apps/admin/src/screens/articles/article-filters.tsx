import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { request } from '../../api/client';
import { ArticleTopicsDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Icon } from '../../parts/icons';
import { ARTICLE_STATUSES, statusWord } from '../../parts/status';
import { useKeys } from '../../parts/use-keys';
import { topicWords } from '../../parts/words';
import css from './article-filters.module.css';
import { type ArticleSearch, RISKS } from './article-search';
import { COLUMNS, type Column, columnsOf, columnWord, rememberColumns, rememberedColumns } from './columns';

function useAsked() {
  const asked = useSearch({ from: '/frame/articles' });
  const navigate = useNavigate({ from: '/articles' });
  const ask = (change: ArticleSearch, replace = false) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace });
  return { asked, ask };
}

/** What the list is narrowed to. Typing changes the address after a short rest, without a step in the browser's history. */
export function ArticleFilters() {
  const { asked, ask } = useAsked();
  const [words, setWords] = useState(asked.q ?? '');
  const input = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback((value: string) => ask({ q: value.trim() || undefined }, true), 250);
  const { data } = useQuery({
    queryKey: ['topics', asked.site],
    queryFn: async () => (await request(ArticleTopicsDocument, { site: asked.site })).articleTopics,
  });
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
      <Choice
        label={t('articles.status')}
        any={t('articles.anyStatus')}
        value={asked.status}
        options={ARTICLE_STATUSES.map((one) => [one, statusWord(one)])}
        choose={(status) => ask({ status: ARTICLE_STATUSES.find((one) => one === status) })}
      />
      <Choice
        label={t('articles.topic')}
        any={t('articles.anyTopic')}
        value={asked.topic}
        options={(data ?? []).map((one) => [one, topicWords(one)])}
        choose={(topic) => ask({ topic })}
      />
      <Choice
        label={t('articles.risk')}
        any={t('articles.anyRisk')}
        value={asked.risk}
        options={RISKS.map((one) => [one, t(`risk.${one}`)])}
        choose={(risk) => ask({ risk: RISKS.find((one) => one === risk) })}
      />
      <ReviewChoice asked={asked} ask={ask} />
      <Tick word={t('articles.mine')} on={asked.mine === true} set={(on) => ask({ mine: on || undefined })} />
      <Tick
        word={t('articles.archived')}
        on={asked.archived === true}
        set={(on) => ask({ archived: on || undefined })}
      />
      <Columns shown={columnsOf(asked.cols) ?? rememberedColumns()} show={(cols) => ask({ cols }, true)} />
    </search>
  );
}

function ReviewChoice({ asked, ask }: { asked: ArticleSearch; ask: (change: ArticleSearch) => void }) {
  const options = [
    ['REQUESTED', t('articles.reviewRequested')],
    ['IN_REVIEW', t('articles.reviewTaken')],
    ['CHANGES_REQUESTED', t('articles.reviewChanges')],
  ] as const;
  return (
    <Choice
      label={t('articles.review')}
      any={t('articles.anyReview')}
      value={asked.review}
      options={options}
      choose={(review) => ask({ review: options.find(([one]) => one === review)?.[0] })}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [string, string])[];
  readonly choose: (value: string | undefined) => void;
}

function Choice({ label, any, value, options, choose }: ChoiceProps) {
  return (
    <NativeSelect
      className={css.status}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => choose(event.currentTarget.value || undefined)}
    >
      <option value="">{any}</option>
      {options.map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </NativeSelect>
  );
}

function Tick({ word, on, set }: { word: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label className={css.tick}>
      <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} />
      {word}
    </label>
  );
}

/** Which columns are shown: in the address for who gets it, and remembered on this computer. */
function Columns({ shown, show }: { shown: readonly Column[]; show: (cols: string) => void }) {
  const change = (column: Column, on: boolean) => {
    const next = COLUMNS.filter((one) => (one === column ? on : shown.includes(one)));
    rememberColumns(next);
    show(next.join(' '));
  };
  return (
    <details className={css.columns}>
      <summary>{t('articles.columns')}</summary>
      <div className={css.columnList}>
        {COLUMNS.map((one) => (
          <Tick key={one} word={columnWord(one)} on={shown.includes(one)} set={(on) => change(one, on)} />
        ))}
      </div>
    </details>
  );
}
