import { useState } from 'react';
import { t } from '../../messages/t';
import { Icon } from '../../parts/icons';
import { type ChosenFile, droppedFiles, pickedFiles, sizeOf } from './chosen-files';
import css from './import-screen.module.css';

interface DropPlaceProps {
  readonly files: readonly ChosenFile[];
  readonly choose: (files: ChosenFile[]) => void;
}

/** A place to drop files and folders, which is also a button to choose them. */
export function DropPlace({ files, choose }: DropPlaceProps) {
  const [over, setOver] = useState(false);
  const only = files.length === 1 ? files[0]!.name : t('import.chosen', { count: files.length });
  return (
    <div>
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
          void droppedFiles(event.dataTransfer).then(choose);
        }}
      >
        <Icon name="upload" size={24} />
        <span className={css.dropWord}>{files.length > 0 ? only : t('import.drop')}</span>
        <span className="soft">
          {files.length > 0
            ? t('import.size', { kib: Math.max(1, Math.round(sizeOf(files) / 1024)) })
            : t('import.dropHint')}
        </span>
        <input
          type="file"
          multiple
          accept=".txt,.html,.htm,.md,.markdown,.docx,.xml,.wxr,.json,.zip,image/*"
          className="hidden-visually"
          onChange={(event) => {
            if (event.currentTarget.files) choose(pickedFiles(event.currentTarget.files));
          }}
        />
      </label>
      <FolderChoice choose={choose} />
    </div>
  );
}

/** A folder with its texts and the pictures that they show. */
function FolderChoice({ choose }: Pick<DropPlaceProps, 'choose'>) {
  return (
    <label className={css.folder}>
      {t('import.folder')}
      <input
        type="file"
        className="hidden-visually"
        ref={(input) => input?.setAttribute('webkitdirectory', '')}
        onChange={(event) => {
          if (event.currentTarget.files) choose(pickedFiles(event.currentTarget.files));
        }}
      />
    </label>
  );
}
