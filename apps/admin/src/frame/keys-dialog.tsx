import { t } from '../messages/t';
import css from './keys-dialog.module.css';
import { Overlay } from './overlay';

/** The keys there are. */
export function KeysDialog({ close }: { close: () => void }) {
  const keys: readonly (readonly [string, string])[] = [
    ['Ctrl K', t('keys.palette')],
    ['/', t('keys.search')],
    ['j', t('keys.next')],
    ['k', t('keys.previous')],
    ['Enter', t('keys.open')],
    ['?', t('keys.keys')],
    ['Esc', t('keys.close')],
  ];
  return (
    <Overlay label={t('keys.title')} close={close}>
      <h2 className={css.title}>{t('keys.title')}</h2>
      <dl className={css.list}>
        {keys.map(([key, meaning]) => (
          <div key={key} className={css.row}>
            <dt>
              <kbd className={css.key}>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className={css.close} onClick={close}>
        {t('keys.close')}
      </button>
    </Overlay>
  );
}
