import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState } from 'react';
import { build } from '#document';
import { request } from '../../../api/client';
import { type EditorMediumPartsFragment, EditorPicturesDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Notice } from '../../../parts/notice';
import { uploadPicture } from '../paste/upload-picture';
import { insertBlock } from './insertable';
import css from './menus.module.css';
import pictures from './picture-tray.module.css';
import type { TrayProps } from './tray-props';

/** Chooses a picture of the media library, or brings a new one there. */
export function PictureTray({ editor, site, close }: TrayProps) {
  const [search, setSearch] = useState('');
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const wanted = useDeferredValue(search.trim());
  const { data } = useQuery({
    queryKey: ['pictures', site, wanted],
    queryFn: async () =>
      (await request(EditorPicturesDocument, { site, search: wanted || undefined })).mediaAssets.edges,
  });
  const take = ({
    id,
    alt,
    decorative,
    credit,
  }: Pick<EditorMediumPartsFragment, 'id' | 'alt' | 'decorative' | 'credit'>) => {
    close();
    const given = { alt: alt ?? undefined, credit: credit ?? undefined, decorative: decorative || undefined };
    insertBlock(editor, build.image({ mediaId: id, ...given }));
  };
  const upload = async (chosen: File) => {
    setBusy(true);
    const answer = await uploadPicture(site, chosen);
    setBusy(false);
    if (answer.kind === 'refused') setRefused(answer.message);
    else take({ id: answer.mediaId, alt: null, decorative: false, credit: null });
  };
  return (
    <>
      <div className={css.trayForm}>
        <TextInput
          label={t('picture.look')}
          description={t('picture.lookHint')}
          autoFocus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button variant="default" loading={busy} onClick={() => file.current?.click()}>
          {t('picture.upload')}
        </Button>
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          aria-label={t('picture.upload')}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen) void upload(chosen);
          }}
        />
      </div>
      {refused && <Notice>{refused}</Notice>}
      {data && data.length === 0 && <p className="soft">{t('picture.none')}</p>}
      <ul className={pictures.grid} aria-label={t('tray.image')}>
        {(data ?? []).map(({ node }) => (
          <li key={node.id}>
            <button type="button" onClick={() => take(node)}>
              <img
                src={new URL(node.staffUrl, window.location.origin).pathname}
                alt=""
                width={120}
                height={80}
                loading="lazy"
              />
              <span>{node.alt || node.fileName}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
