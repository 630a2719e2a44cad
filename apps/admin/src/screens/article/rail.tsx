import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { t } from '../../messages/t';
import { useThreads } from '../../parts/comments';
import { ChecksPanel } from './checks-panel';
import { CommentsPanel, type Talk } from './comments-panel';
import { HistoryPanel } from './history/history-panel';
import { undecidedCase } from './next-step';
import { PublicationsPanel } from './publications-panel';
import type { Article, Revision } from './queries';
import css from './rail.module.css';
import type { RailTab } from './rail-tabs';
import { ReviewPanel } from './review-panel';

interface RailProps {
  readonly article: Article;
  readonly shown: Revision;
  readonly text: RefObject<HTMLElement | null>;
  readonly talk: Talk;
}

/** What is known about the text, in one panel; the tab stands in the address. A text under review opens at its review. */
export function Rail({ article, shown, text, talk }: RailProps) {
  const { tab } = useSearch({ from: '/frame/articles/$articleId' });
  const navigate = useNavigate({ from: '/articles/$articleId' });
  const open: RailTab = tab ?? (undecidedCase(article) ? 'review' : 'checks');
  const live = article.publications.filter(({ state }) => state === 'LIVE').length;
  const said = useThreads(shown.id).filter(({ state }) => state === 'OPEN').length;
  return (
    <aside className={css.rail} aria-label={t('rail.title')}>
      <Tabs
        value={open}
        keepMounted={false}
        onChange={(value) => {
          void navigate({ search: (now) => ({ ...now, tab: value as RailTab }), replace: true });
        }}
      >
        <Tabs.List className={css.tabs}>
          <Tab
            value="checks"
            word={t('rail.checks')}
            count={shown.findings.filter(({ severity, waiver }) => severity !== 'note' && !waiver).length}
          />
          <Tab value="review" word={t('rail.review')} />
          <Tab value="comments" word={t('rail.comments')} count={said} />
          <Tab value="history" word={t('rail.history')} />
          <Tab value="live" word={t('rail.live')} count={live} />
        </Tabs.List>
        <Tabs.Panel value="checks">
          <ChecksPanel article={article} revision={shown} text={text} />
        </Tabs.Panel>
        <Tabs.Panel value="review">
          <ReviewPanel article={article} />
        </Tabs.Panel>
        <Tabs.Panel value="comments">
          <CommentsPanel revision={shown} site={article.site} text={text} talk={talk} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryPanel article={article} shown={shown} />
        </Tabs.Panel>
        <Tabs.Panel value="live">
          <PublicationsPanel article={article} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}

function Tab({ value, word, count }: { value: RailTab; word: string; count?: number }) {
  return (
    <Tabs.Tab value={value} className={css.tab}>
      {word}
      {count !== undefined && count > 0 && <span className={css.count}> {count}</span>}
    </Tabs.Tab>
  );
}
