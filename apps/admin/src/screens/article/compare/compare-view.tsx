import { useMemo, useState } from 'react';
import type { ArticleContent, ReferenceChange } from '#document';
import { t } from '../../../messages/t';
import css from './compare.module.css';
import { CompareDetails } from './compare-details';
import { type CompareGroup, type CompareRow, compare } from './compare-model';
import { blockName, referenceWords } from './compare-words';
import { Words } from './words';

interface CompareViewProps {
  readonly before: ArticleContent;
  readonly after: ArticleContent;
  readonly layout: 'inline' | 'sides';
  /** Such as "since your approval of 12 October". */
  readonly since: string;
}

/**
 * What changed between two texts. Removed words are struck through, new ones underlined; what stayed is folded away until
 * somebody opens it. The changes are marked for the keys that go from one to the next.
 */
export function CompareView({ before, after, layout, since }: CompareViewProps) {
  const { same, groups, references, count } = useMemo(() => compare(before, after), [before, after]);
  return (
    <article className={css.sheet} data-layout={layout} lang={after.locale}>
      <h2 className="hidden-visually">{t('view.changes')}</h2>
      <p className={css.count} role="status">
        {same ? t('compare.same', { since }) : t('compare.count', { count, since })}
      </p>
      {layout === 'sides' && !same && (
        <div className={css.columns} aria-hidden="true">
          <span>{t('compare.before')}</span>
          <span>{t('compare.after')}</span>
        </div>
      )}
      {groups.map((group) => (
        <Group key={group.kind === 'kept' ? `kept ${group.rows[0]?.key}` : group.row.key} {...{ group, layout }} />
      ))}
      {references.length > 0 && <References changes={references} />}
    </article>
  );
}

function Group({ group, layout }: { group: CompareGroup; layout: CompareViewProps['layout'] }) {
  const [open, setOpen] = useState(false);
  if (group.kind === 'change') return <Row row={group.row} layout={layout} />;
  return (
    <>
      <button type="button" className={css.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'compare.foldOpen' : 'compare.fold', { count: group.rows.length })}
      </button>
      {open && group.rows.map((row) => <Row key={row.key} row={row} layout={layout} />)}
    </>
  );
}

function Row({ row, layout }: { row: CompareRow; layout: CompareViewProps['layout'] }) {
  const changed = row.op !== 'kept' || row.moved;
  const look = row.type === 'heading' ? `heading${row.level ?? 2}` : row.type;
  const label = changed && [blockName(row.type), what(row)].filter(Boolean).join(', ');
  return (
    <div className={css.row} data-op={row.op} data-change={changed || undefined} tabIndex={changed ? -1 : undefined}>
      {label && <p className={css.label}>{label}</p>}
      {layout === 'sides' ? (
        <div className={css.sides}>
          <div className={css.words} data-look={look}>
            <Words words={row.words.filter(({ op }) => op !== 'inserted')} />
          </div>
          <div className={css.words} data-look={look}>
            <Words words={row.words.filter(({ op }) => op !== 'removed')} />
          </div>
        </div>
      ) : (
        <div className={css.words} data-look={look}>
          <Words words={row.words} />
        </div>
      )}
      <CompareDetails row={row} />
    </div>
  );
}

function what({ op, moved }: CompareRow): string {
  const done = {
    kept: '',
    changed: t('compare.changed'),
    inserted: t('compare.inserted'),
    removed: t('compare.removed'),
  };
  return [done[op], moved && t('compare.moved')].filter(Boolean).join(', ');
}

function References({ changes }: { changes: readonly ReferenceChange[] }) {
  return (
    <section className={css.references} aria-label={t('compare.references')}>
      <h3>{t('compare.references')}</h3>
      <ul>
        {changes.map(({ key, before, after }) => (
          <li key={key} data-change tabIndex={-1}>
            {before && (
              <del>
                <span className="hidden-visually">{t('compare.removed')}: </span>
                {referenceWords(before)}
              </del>
            )}{' '}
            {after && (
              <ins>
                <span className="hidden-visually">{t('compare.inserted')}: </span>
                {referenceWords(after)}
              </ins>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
