import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type RefObject, useMemo } from 'react';
import { useMe } from '../../api/session';
import { t } from '../../messages/t';
import { writeDate } from '../../parts/dates';
import { FailureNotice, Notice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { useKeys } from '../../parts/use-keys';
import { contentOf } from './comments-panel';
import { CompareView } from './compare/compare-view';
import { moveAmongChanges } from './compare/move-among-changes';
import css from './middle.module.css';
import { undecidedCase } from './next-step';
import { type Article, olderRevisionQuery, type Revision } from './queries';
import { TEXT_VIEWS, type TextView } from './rail-tabs';
import { Reading } from './reading';

interface MiddleProps {
  readonly article: Article;
  readonly shown: Revision;
  readonly text: RefObject<HTMLElement | null>;
}

/** The text in the middle: as its readers see it, or what changed in it. What is compared stands in the address. */
export function Middle({ article, shown, text }: MiddleProps) {
  const { view: asked, against } = useSearch({ from: '/frame/articles/$articleId' });
  const baseId = against ?? approvedBefore(article, shown);
  const view: TextView = baseId ? (asked ?? (undecidedCase(article) ? 'changes' : 'text')) : 'text';
  const isNewest = shown.id === article.newestRevision.id;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls, so the keyboard must reach it.
    <section ref={text} className={css.place} aria-label={t('article.text')} tabIndex={0}>
      {baseId && <ViewBar view={view} />}
      {!isNewest && <Older article={article} shown={shown} />}
      {view === 'text' ? (
        <Reading revision={shown} />
      ) : (
        baseId && <Compared {...{ article, shown, baseId }} layout={view === 'sides' ? 'sides' : 'inline'} />
      )}
    </section>
  );
}

/** The approved revision that this text can be compared with: an earlier one than itself. */
function approvedBefore({ approval }: Article, shown: Revision): string | undefined {
  return approval && approval.revision.number < shown.number ? approval.revision.id : undefined;
}

function ViewBar({ view }: { view: TextView }) {
  const navigate = useNavigate({ from: '/articles/$articleId' });
  const words = { text: t('view.text'), changes: t('view.changes'), sides: t('view.sides') };
  useKeys({ j: () => moveAmongChanges(1), k: () => moveAmongChanges(-1) });
  return (
    <div className={css.bar}>
      <SegmentedControl
        size="xs"
        aria-label={t('view.title')}
        value={view}
        data={TEXT_VIEWS.map((value) => ({ value, label: words[value] }))}
        onChange={(value) => void navigate({ search: (now) => ({ ...now, view: value as TextView }), replace: true })}
      />
      {view !== 'text' && (
        <div className={css.steps}>
          <button type="button" className={css.step} onClick={() => moveAmongChanges(-1)}>
            {t('view.previous')} <kbd>k</kbd>
          </button>
          <button type="button" className={css.step} onClick={() => moveAmongChanges(1)}>
            {t('view.next')} <kbd>j</kbd>
          </button>
        </div>
      )}
    </div>
  );
}

function Older({ article, shown }: { article: Article; shown: Revision }) {
  return (
    <div className={css.older}>
      <Notice tone="due">
        {t('article.older', { number: shown.number, newest: article.newestRevision.number })}{' '}
        <Link to="." search={(now) => ({ ...now, revision: undefined, against: undefined })}>
          {t('article.showNewest')}
        </Link>
      </Notice>
    </div>
  );
}

interface ComparedProps {
  readonly article: Article;
  readonly shown: Revision;
  readonly baseId: string;
  readonly layout: 'inline' | 'sides';
}

function Compared({ article, shown, baseId, layout }: ComparedProps) {
  const me = useMe();
  const { data: base, error, refetch } = useQuery(olderRevisionQuery(baseId));
  // Whichever is the earlier one stands on the left, in whatever order they were chosen.
  const sides = useMemo(() => {
    if (!base) return undefined;
    const [before, after] = base.number > shown.number ? [shown, base] : [base, shown];
    return { before: contentOf(before), after: contentOf(after), number: before.number };
  }, [base, shown]);
  if (error) return <FailureNotice error={error} retry={() => void refetch()} />;
  if (!sides) return <RowsSkeleton rows={6} />;
  const { approval, site } = article;
  const date = approval && writeDate(approval.approvedAt, 'day', site.timeZone);
  const since =
    !approval || approval.revision.id !== baseId
      ? t('compare.sinceRevision', { number: sides.number })
      : approval.approver.id === me.id
        ? t('compare.sinceYours', { date: date ?? '' })
        : t('compare.sinceApproval', { name: approval.approver.name, date: date ?? '' });
  return <CompareView before={sides.before} after={sides.after} layout={layout} since={since} />;
}
