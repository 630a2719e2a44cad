import { useState, useSyncExternalStore } from 'react';
import { t } from '../../../messages/t';
import { Notice } from '../../../parts/notice';
import css from '../writing.module.css';
import type { EditSession } from './edit-session';

/** Says quietly that a colleague's words came into the text, until it is read. */
export function MergedNotice({ session }: { session: EditSession }) {
  const merge = useSyncExternalStore(
    (listener) => session.autosave.subscribe(listener),
    () => session.merged,
  );
  const [read, setRead] = useState<typeof merge>();
  if (!merge || merge === read) return null;
  return (
    <div className={css.notice}>
      <Notice tone="good">
        {t('edit.merged', { name: merge.by })}{' '}
        <button type="button" className={css.quiet} onClick={() => setRead(merge)}>
          {t('edit.mergedRead')}
        </button>
      </Notice>
    </div>
  );
}
