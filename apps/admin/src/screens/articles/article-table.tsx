import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, useState } from 'react';
import { currentLanguage, t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Pill, StatusPill } from '../../parts/status';
import { useKeys } from '../../parts/use-keys';
import { languageName, topicWords } from '../../parts/words';
import type { ArticleRow } from './article-row';
import css from './article-table.module.css';
import { type Column, columnWord } from './columns';
import type { Selection } from './use-selection';

interface ArticleTableProps {
  readonly rows: readonly ArticleRow[];
  readonly total: number;
  readonly columns: readonly Column[];
  readonly selection: Selection;
  /** Called when the rows at the end come near. */
  readonly nearEnd: () => void;
}

const ROW = 40;
const PHONE_ROW = 86;
/** So many rows before the end the next page is asked for. */
const AHEAD = 40;

/**
 * The list of articles. Only the rows on the screen and some around them are drawn, however many there are. j and k move
 * from title to title, Enter opens, x selects.
 */
export function ArticleTable({ rows, total, columns, selection, nearEnd }: ArticleTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  const phone = window.matchMedia('(max-width: 760px)').matches;
  useEffect(() => {
    const screen = document.getElementById('screen');
    if (!screen || !body.current) return;
    setOffset(body.current.getBoundingClientRect().top - screen.getBoundingClientRect().top + screen.scrollTop);
  }, []);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => document.getElementById('screen'),
    estimateSize: () => (phone ? PHONE_ROW : ROW),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollMargin: offset,
  });
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - AHEAD) nearEnd();
  }, [last, rows.length, nearEnd]);
  const move = useRowKeys(rows, selection, virtual.scrollToIndex);
  const before = (drawn[0]?.start ?? offset) - offset;
  const after = Math.max(0, virtual.getTotalSize() - ((drawn.at(-1)?.end ?? offset) - offset));
  return (
    <table className={css.table} aria-rowcount={total + 1}>
      <caption className="hidden-visually">{t('articles.title')}</caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className={css.pick}>
            <input
              type="checkbox"
              aria-label={t('articles.selectShown', { count: rows.length })}
              checked={rows.length > 0 && rows.every(({ id }) => selection.has(id))}
              onChange={(event) => selection.setMany(rows, event.target.checked)}
            />
          </th>
          <th scope="col">{t('articles.columnTitle')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" data-column={column}>
              {columnWord(column)}
            </th>
          ))}
        </tr>
      </thead>
      <Space height={before} />
      <tbody ref={body}>
        {drawn.map(({ index, key }) => {
          const article = rows[index];
          if (!article) return null;
          const selected = selection.has(article.id);
          return <Row key={key} {...{ article, index, columns, selected, move }} select={selection.set} />;
        })}
      </tbody>
      <Space height={after} />
    </table>
  );
}

/** The room of rows that are not drawn. */
function Space({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden="true" className={css.space}>
      <tr>
        <td style={{ height }} />
      </tr>
    </tbody>
  );
}

/** j, k and x; answers how a row says that it has the focus. */
function useRowKeys(
  rows: readonly ArticleRow[],
  selection: Selection,
  scrollTo: (index: number, options?: { align?: 'auto' }) => void,
): (index: number) => void {
  const at = useRef(-1);
  const go = (step: 1 | -1) => {
    const next = Math.min(rows.length - 1, Math.max(0, at.current + step));
    at.current = next;
    scrollTo(next, { align: 'auto' });
    focusWhenDrawn(next);
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    x: () => {
      const row = rows[at.current];
      if (row) selection.set(row, !selection.has(row.id));
    },
  });
  return (index) => {
    at.current = index;
  };
}

const FRAMES = 20;

/** A row that was far away is drawn some frames after the list was scrolled to it. */
function focusWhenDrawn(index: number, frames = FRAMES): void {
  const link = document.querySelector<HTMLElement>(`[data-row="${index}"]`);
  if (link) link.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusWhenDrawn(index, frames - 1));
}

interface RowProps {
  readonly article: ArticleRow;
  readonly index: number;
  readonly columns: readonly Column[];
  readonly selected: boolean;
  readonly select: Selection['set'];
  readonly move: (index: number) => void;
}

const Row = memo(({ article, index, columns, selected, select, move }: RowProps) => {
  const title = article.newestRevision.title || t('article.untitled');
  const more = article.locales.length > 1;
  return (
    <tr className={css.row} aria-rowindex={index + 2} data-selected={selected || undefined}>
      <td className={css.pick}>
        <input
          type="checkbox"
          aria-label={t('articles.select', { title })}
          checked={selected}
          onChange={(event) => select(article, event.target.checked)}
        />
      </td>
      <td className={css.title}>
        <Link
          to="/articles/$articleId"
          params={{ articleId: article.id }}
          data-row={index}
          title={title}
          onFocus={() => move(index)}
        >
          {title}
        </Link>
        {more && (
          <span className={css.locales}>
            {article.locales.map((tag) => languageName(tag, currentLanguage())).join(', ')}
          </span>
        )}
      </td>
      {columns.map((column) => (
        <td key={column} data-column={column}>
          <Cell article={article} column={column} />
        </td>
      ))}
    </tr>
  );
});
Row.displayName = 'Row';

function Cell({ article, column }: { article: ArticleRow; column: Column }) {
  const { newestRevision, site } = article;
  if (column === 'status') return <StatusPill status={article.status} />;
  if (column === 'topic') return topicWords(article.topic);
  if (column === 'site') return site.name;
  if (column === 'by') return newestRevision.createdBy.name;
  if (column === 'updated') return <When iso={newestRevision.updatedAt} zone={site.timeZone} />;
  return article.riskClass === 'HIGH' ? (
    <Pill tone="due" icon="fix">
      {t('risk.HIGH')}
    </Pill>
  ) : (
    t(`risk.${article.riskClass}`)
  );
}
