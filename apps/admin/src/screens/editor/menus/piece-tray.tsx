import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { build } from '#document';
import { request } from '../../../api/client';
import { EditorPiecesDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { insertBlock } from './insertable';
import css from './menus.module.css';
import type { TrayProps } from './tray-props';

const TYPES = { safetyBlock: 'safetyBlock', sharedExercise: 'exercise' } as const;

/** Chooses a shared piece: only those with an approved text in this language, at the version that is approved. */
export function PieceTray({ editor, draft, site, close, kind }: TrayProps & { kind: keyof typeof TYPES }) {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const { locale } = draft;
  const { data } = useQuery({
    queryKey: ['pieces', 'to-choose', site, locale],
    queryFn: async () => (await request(EditorPiecesDocument, { site, locale })).sharedPieces,
  });
  const pieces = (data ?? []).flatMap(({ id, contentType, approval }) => {
    const revision = contentType === TYPES[kind] ? approval?.revision : undefined;
    return revision?.title.toLowerCase().includes(wanted) ? [{ ...revision, articleId: id }] : [];
  });
  return (
    <>
      <div className={css.trayForm}>
        <TextInput
          label={t(`tray.${kind}`)}
          description={t('piece.chooseHint')}
          autoFocus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      {data && pieces.length === 0 && <p className="soft">{t('piece.none')}</p>}
      <ul className={css.found} aria-label={t(`tray.${kind}`)}>
        {pieces.map((piece) => (
          <li key={piece.articleId}>
            <button
              type="button"
              onClick={() => {
                close();
                const make = kind === 'safetyBlock' ? build.safetyBlock : build.sharedExercise;
                insertBlock(editor, make(piece.articleId, piece.number, piece.contentHash));
              }}
            >
              {piece.title} <span className="soft">{t('piece.version', { version: piece.number })}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
