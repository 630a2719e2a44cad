import { useState } from 'react';
import { t } from '../../messages/t';
import { Icon } from '../../parts/icons';
import css from './import-screen.module.css';

/** A place to drop one file, which is also a button to choose one. */
export function DropPlace({ file, choose }: { file: File | undefined; choose: (file: File) => void }) {
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
        const dropped = event.dataTransfer.files[0];
        if (dropped) choose(dropped);
      }}
    >
      <Icon name="upload" size={24} />
      <span className={css.dropWord}>{file ? file.name : t('import.drop')}</span>
      <span className="soft">
        {file ? t('import.size', { kib: Math.max(1, Math.round(file.size / 1024)) }) : t('import.dropHint')}
      </span>
      <input
        type="file"
        accept=".txt,.md,text/plain,text/markdown"
        className="hidden-visually"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) choose(chosen);
        }}
      />
    </label>
  );
}
