import { CallFailed } from '../api/client';
import { t } from '../messages/t';
import { Icon } from './icons';
import css from './notice.module.css';

/** A sentence beside what caused it. It is read out as soon as it appears. */
export function Notice({ tone = 'danger', children }: { tone?: 'danger' | 'due' | 'good'; children: React.ReactNode }) {
  return (
    <div className={css.notice} data-tone={tone} role={tone === 'good' ? 'status' : 'alert'}>
      <Icon name={tone === 'good' ? 'check' : tone === 'due' ? 'note' : 'stop'} size={18} />
      <div>{children}</div>
    </div>
  );
}

/** What happened, what was kept, what to do: for a call that brought no answer. */
export function failureSentence(error: unknown): string {
  if (!(error instanceof CallFailed)) return t('failure.broken');
  if (error.kind === 'away') return t('failure.away');
  if (error.kind === 'signedOut') return t('failure.signedOut');
  return error.errorId ? t('failure.brokenWithId', { id: error.errorId }) : t('failure.broken');
}

/** A failed call in the place of what it should have shown. */
export function FailureNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <Notice>
      <p>{failureSentence(error)}</p>
      {retry && (
        <button type="button" className={css.retry} onClick={retry}>
          {t('failure.retry')}
        </button>
      )}
    </Notice>
  );
}
