import { Button } from '@mantine/core';
import { type MessageKey, t } from '../../../messages/t';
import { Notice } from '../../../parts/notice';
import css from './paste-notice.module.css';
import type { PasteReport } from './paste-report';

/** What the cleaning of a pasted text did, in words, and the way back. */
export function PasteNotice({ report, undo, close }: { report: PasteReport; undo: () => void; close: () => void }) {
  return (
    <Notice tone="due">
      <p>{t('paste.done')}</p>
      <ul className={css.list}>
        {[...report].map(([change, count]) => (
          <li key={change}>{t(`paste.${change}` as MessageKey as 'paste.looks', { count })}</li>
        ))}
      </ul>
      <div className={css.actions}>
        <Button size="xs" variant="default" onClick={undo}>
          {t('paste.undo')}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {t('paste.keep')}
        </Button>
      </div>
    </Notice>
  );
}
