import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ArticleContent, renderHtml } from '#document';
import { t } from '../../../messages/t';
import { contentOf } from '../saving/save-revision';
import css from './blocks.module.css';
import { pieceQuery } from './piece-query';

/** A shared piece as its reader sees it. It is written at its own place; here it is only shown. */
export function PieceBody({ block, attrs }: { block: string; attrs: Readonly<Record<string, unknown>> }) {
  const { data, isPending } = useQuery(pieceQuery(String(attrs.blockId), undefined));
  const shown = data?.revisions.edges.find(({ node }) => node.contentHash === attrs.contentHash)?.node;
  const html = useMemo(
    () => (shown ? renderHtml(contentOf(shown) satisfies ArticleContent, { headingOffset: 2 }) : ''),
    [shown],
  );
  if (isPending) return <p className={css.soft}>{t('loading')}</p>;
  if (!shown) return <p className={css.missing}>{t('piece.missing')}</p>;
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the renderer escapes every word and checks every address. */}
      <div className={css.piece} lang={shown.locale} dangerouslySetInnerHTML={{ __html: html }} />
      <p className={css.soft}>
        {t(block === 'safetyBlock' ? 'piece.safety' : 'piece.exercise', {
          title: shown.title,
          version: Number(attrs.version),
        })}
      </p>
    </>
  );
}
