import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../messages/t';
import type { IconName } from '../../parts/icons';
import { Pill, type Tone } from '../../parts/status';
import css from './import-screen.module.css';
import type { BatchItem } from './queries';
import { ReportPart } from './report-part';

const OUTCOMES: Readonly<Record<string, readonly [Tone, IconName]>> = {
  created: ['good', 'check'],
  revised: ['accent', 'pencil'],
  unchanged: ['neutral', 'dot'],
  known: ['neutral', 'back'],
  conflict: ['due', 'fix'],
  refused: ['danger', 'stop'],
  leftOut: ['neutral', 'off'],
};
const WORDS = {
  created: 'import.outcome.created',
  revised: 'import.outcome.revised',
  unchanged: 'import.outcome.unchanged',
  known: 'import.outcome.known',
  conflict: 'import.outcome.conflict',
  refused: 'import.outcome.refused',
  leftOut: 'import.outcome.leftOut',
} as const;

/** One part of an upload: the article it became, or why it became none; and its report when somebody asks for it. */
export function ItemPart({ item }: { item: BatchItem }) {
  const [open, setOpen] = useState(false);
  const { article, importRecord: record, name, outcome, message } = item;
  const [tone, icon] = OUTCOMES[outcome] ?? ['neutral', 'note'];
  return (
    <li className={css.item}>
      <div className={css.itemHead}>
        <div className={css.itemText}>
          {article ? (
            <Link to="/articles/$articleId" params={{ articleId: article.id }}>
              {article.newestRevision.title || t('article.untitled')}
            </Link>
          ) : (
            <span>{name}</span>
          )}
          {article && <div className="soft">{name}</div>}
          {message && <div className={css.why}>{message}</div>}
        </div>
        <Pill tone={tone} icon={icon}>
          {t(WORDS[outcome as keyof typeof WORDS] ?? 'import.outcome.unchanged')}
        </Pill>
      </div>
      {article && record && (
        <>
          <button type="button" className={css.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('import.hideReport') : t('import.showReport')}
            {record.rights === 'unknown' && !open && <span className={css.due}> {t('import.rightsOpen')}</span>}
          </button>
          {open && <ReportPart recordId={record.id} articleId={article.id} />}
        </>
      )}
    </li>
  );
}
