import { useState } from 'react';
import { t } from '../../messages/t';
import { Icon } from '../icons';
import css from './media-picker.module.css';
import type { Upload } from './use-uploads';

const KINDS = 'image/jpeg,image/png,image/webp,image/avif,image/gif';

interface UploadPlaceProps {
  readonly add: (files: Iterable<File>) => void;
  /** PDFs too, where they can be used. */
  readonly pdf?: boolean;
  readonly one?: boolean;
}

/** A place to drop files, which is also a button to choose some. */
export function UploadPlace({ add, pdf = false, one = false }: UploadPlaceProps) {
  const [over, setOver] = useState(false);
  return (
    <label
      className={css.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        add([...event.dataTransfer.files].slice(0, one ? 1 : undefined));
      }}
    >
      <Icon name="upload" size={20} />
      <span>
        <strong>{one ? t('media.dropOne') : t('media.drop')}</strong>
        <span className={css.hint}>{pdf ? t('media.dropHintPdf') : t('media.dropHint')}</span>
      </span>
      <input
        type="file"
        multiple={!one}
        accept={pdf ? `${KINDS},application/pdf` : KINDS}
        className="hidden-visually"
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

const WORD = { waiting: 'media.waiting', done: 'media.uploaded', known: 'media.known' } as const;

interface UploadRowsProps {
  readonly uploads: readonly Upload[];
  readonly cancel: (key: number) => void;
}

/** How far each file has come, and what became of it. */
export function UploadRows({ uploads, cancel }: UploadRowsProps) {
  if (uploads.length === 0) return null;
  const over = uploads.filter(({ state }) => state !== 'waiting' && state !== 'sending').length;
  return (
    <section className={css.uploads} aria-label={t('media.uploads')}>
      {uploads.length > 1 && <p className={css.count}>{t('media.uploadCount', { done: over, all: uploads.length })}</p>}
      <ul className="plain">
        {uploads.map((upload) => (
          <li key={upload.key} className={css.upload} data-state={upload.state}>
            <span className={css.uploadName}>{upload.name}</span>
            <span className={css.uploadState} role={upload.state === 'failed' ? 'alert' : undefined}>
              {upload.state === 'sending' ? (
                <progress value={upload.part} max={1} aria-label={t('media.sending', { name: upload.name })} />
              ) : upload.state === 'failed' ? (
                upload.why
              ) : (
                t(WORD[upload.state])
              )}
            </span>
            <button type="button" className={css.quiet} onClick={() => cancel(upload.key)}>
              {upload.state === 'waiting' || upload.state === 'sending' ? t('form.cancel') : t('media.dismiss')}
              <span className="hidden-visually"> {upload.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
