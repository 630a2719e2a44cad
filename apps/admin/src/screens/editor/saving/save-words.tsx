import { useSyncExternalStore } from 'react';
import { t } from '../../../messages/t';
import { writeClock } from '../../../parts/dates';
import { Icon, type IconName } from '../../../parts/icons';
import type { Autosave } from './autosave';
import type { SaveState } from './save-types';
import css from './save-words.module.css';

const ICONS: Partial<Record<SaveState['kind'], IconName>> = {
  saved: 'check',
  offline: 'fix',
  refused: 'stop',
  signedOut: 'fix',
  conflict: 'fix',
};

/** How it stands with the last change, in words; what goes wrong is read out, what goes well is not. */
export function SaveWords({ autosave }: { autosave: Autosave }) {
  const state = useSyncExternalStore(
    (listener) => autosave.subscribe(listener),
    () => autosave.state,
  );
  const icon = ICONS[state.kind];
  const isFault = state.kind !== 'saved' && state.kind !== 'changed' && state.kind !== 'saving';
  return (
    <span
      className={css.state}
      data-kind={state.kind}
      role={isFault ? 'alert' : 'status'}
      aria-live={isFault ? 'assertive' : 'off'}
    >
      {icon && <Icon name={icon} size={14} />}
      {words(state)}
    </span>
  );
}

function words(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return t('edit.saved', { clock: writeClock(state.at) });
    case 'changed':
      return t('edit.changed');
    case 'saving':
      return t('edit.saving');
    case 'offline':
      return t('edit.offline');
    case 'signedOut':
      return t('edit.signedOut');
    case 'conflict':
      return t('edit.conflict');
    case 'refused':
      return t('edit.refused', { reason: state.message });
  }
}
