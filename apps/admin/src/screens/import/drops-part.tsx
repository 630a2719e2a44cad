import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/client';
import { UndoDropDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { useDecision } from '../../parts/use-decision';
import css from './import-screen.module.css';

/** Something of the source that is not in the article, as the report of the import keeps it. */
export interface Drop {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly text: string;
  readonly value?: string;
  readonly fromLine: number;
  readonly toLine: number;
}

/** Everything that was left out, with its line and the reason. Nothing is lost: each can be put back. */
export function DropsPart({ recordId, drops }: { recordId: string; drops: readonly Drop[] }) {
  return (
    <section aria-label={t('import.drops')}>
      <h3>{t('import.drops')}</h3>
      {drops.length === 0 ? (
        <p className="soft">{t('import.noDrops')}</p>
      ) : (
        <ul className={css.lines}>
          {drops.map((drop) => (
            <DropLine key={drop.id} recordId={recordId} drop={drop} />
          ))}
        </ul>
      )}
    </section>
  );
}

function DropLine({ recordId, drop }: { recordId: string; drop: Drop }) {
  const [back, setBack] = useState(false);
  const { take, busy, refused } = useDecision(
    (dropId: string) => request(UndoDropDocument, { input: { importRecordId: recordId, dropId } }),
    () => setBack(true),
  );
  return (
    <li className={css.line}>
      <span className={css.lineNumber}>{t('import.line', { line: drop.fromLine })}</span>
      <div className={css.lineText}>
        {drop.text && <p className={css.words}>{drop.text}</p>}
        {drop.value && <p className={css.words}>{drop.value}</p>}
        <p className="soft">{drop.reason}</p>
        {refused && <Notice>{refused.message}</Notice>}
      </div>
      {drop.text &&
        (back ? (
          <span className={css.good}>{t('import.isBack')}</span>
        ) : (
          <Button variant="default" size="xs" loading={busy} onClick={() => take(drop.id)}>
            {t('import.putBack')}
          </Button>
        ))}
    </li>
  );
}
