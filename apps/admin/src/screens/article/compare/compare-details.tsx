import { t } from '../../../messages/t';
import css from './compare.module.css';
import type { CompareRow, MarkChange } from './compare-model';
import { valueName, valueWords } from './compare-words';

/** What the words of a row do not show: its values, its sources and links, its emphasis. */
export function CompareDetails({ row }: { row: CompareRow }) {
  const { values, marks, formatting, op } = row;
  const others = formatting && marks.length === 0;
  if (values.length === 0 && marks.length === 0 && !others) return null;
  return (
    <ul className={css.details}>
      {values.map(({ name, before, after }) => (
        <li key={name}>
          {valueName(name)}:{' '}
          {(op === 'changed' || op === 'removed') && (
            <del>
              <span className="hidden-visually">{t('compare.removed')}: </span>
              {valueWords(before)}
            </del>
          )}{' '}
          {op === 'kept' && valueWords(after)}
          {(op === 'changed' || op === 'inserted') && (
            <ins>
              <span className="hidden-visually">{t('compare.inserted')}: </span>
              {valueWords(after)}
            </ins>
          )}
        </li>
      ))}
      {marks.map((mark) => (
        <li key={`${mark.kind} ${mark.op} ${mark.target}`}>{markSentence(mark)}</li>
      ))}
      {others && <li>{t('compare.formatting')}</li>}
    </ul>
  );
}

function markSentence({ kind, op, target }: MarkChange): string {
  if (kind === 'citation') return t(op === 'inserted' ? 'compare.cited' : 'compare.uncited', { key: target });
  return t(op === 'inserted' ? 'compare.linked' : 'compare.unlinked', { address: target });
}
