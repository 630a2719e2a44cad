import dialog from '../../../frame/keys-dialog.module.css';
import { Overlay } from '../../../frame/overlay';
import { type MessageKey, t } from '../../../messages/t';

/** The keys of the editor, each with what it does. */
const EDITOR_KEYS: readonly (readonly [keys: string, meaning: MessageKey])[] = [
  ['/', 'editKeys.slash'],
  ['## ', 'editKeys.heading'],
  ['- ', 'editKeys.list'],
  ['Ctrl B', 'editKeys.strong'],
  ['Ctrl I', 'editKeys.em'],
  ['Ctrl Shift K', 'editKeys.link'],
  ['Ctrl Alt 2', 'editKeys.level'],
  ['Alt Shift ↑ ↓', 'editKeys.move'],
  ['Ctrl Enter', 'editKeys.leave'],
  ['Ctrl Shift ⌫', 'editKeys.remove'],
  ['Ctrl Z', 'editKeys.undo'],
  ['F8', 'editKeys.finding'],
  ['Ctrl Alt M', 'editKeys.comment'],
  ['Alt F10', 'editKeys.toolbar'],
  ['Ctrl S', 'editKeys.save'],
  ['Ctrl /', 'editKeys.keys'],
];

export function EditorKeysDialog({ close }: { close: () => void }) {
  return (
    <Overlay label={t('editKeys.title')} close={close}>
      <h2 className={dialog.title}>{t('editKeys.title')}</h2>
      <dl className={dialog.list}>
        {EDITOR_KEYS.map(([keys, meaning]) => (
          <div key={keys} className={dialog.row}>
            <dt>
              <kbd className={dialog.key}>{keys}</kbd>
            </dt>
            <dd>{t(meaning as 'editKeys.save')}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className={dialog.close} onClick={close}>
        {t('keys.close')}
      </button>
    </Overlay>
  );
}
