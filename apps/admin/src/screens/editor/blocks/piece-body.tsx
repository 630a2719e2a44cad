import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type ArticleContent, renderHtml } from '#document';
import type { EditedRevisionFragment } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { CompareView } from '../../article/compare/compare-view';
import { contentOf } from '../saving/save-revision';
import css from './blocks.module.css';
import { approvedPieceQuery, pieceQuery } from './piece-query';

interface PieceBodyProps {
  readonly block: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  /** Puts another version of the piece into the text; left out where nobody may write. */
  readonly take?: (version: { version: number; contentHash: string }) => void;
}

/** A shared piece as its reader sees it. It is written at its own place; here it is shown, and brought up to date. */
export function PieceBody({ block, attrs, take }: PieceBodyProps) {
  const blockId = String(attrs.blockId);
  const { data, isPending } = useQuery(pieceQuery(blockId, undefined));
  const shown = data?.revisions.edges.find(({ node }) => node.contentHash === attrs.contentHash)?.node;
  const html = useMemo(() => (shown ? renderHtml(contentOf(shown) satisfies ArticleContent) : ''), [shown]);
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
        })}{' '}
        <Link to="/library/pieces/$articleId" params={{ articleId: blockId }}>
          {t('piece.whereUsed')}
        </Link>
      </p>
      {take && <NewerVersion blockId={blockId} shown={shown} take={take} />}
    </>
  );
}

interface NewerVersionProps {
  readonly blockId: string;
  readonly shown: EditedRevisionFragment;
  readonly take: NonNullable<PieceBodyProps['take']>;
}

/** Says when a newer version is approved, shows what changes with it, and takes it. The text still needs its review. */
function NewerVersion({ blockId, shown, take }: NewerVersionProps) {
  const [seen, setSeen] = useState(false);
  const { data: approved } = useQuery(approvedPieceQuery(blockId, shown.locale));
  if (!approved || approved.number <= shown.number || approved.contentHash === shown.contentHash) return null;
  const { number: version, contentHash } = approved;
  return (
    <div className={css.newer} role="note">
      <p>{t('piece.newer', { version })}</p>
      {seen && (
        <CompareView
          before={contentOf(shown)}
          after={contentOf(approved)}
          layout="inline"
          since={t('piece.since', { version: shown.number })}
        />
      )}
      <p className={css.newerBar}>
        <button type="button" className={css.small} aria-expanded={seen} onClick={() => setSeen(!seen)}>
          {t(seen ? 'piece.hideChanges' : 'piece.seeChanges')}
        </button>
        <button type="button" className={css.take} onClick={() => take({ version, contentHash })}>
          {t('piece.take', { version })}
        </button>
      </p>
    </div>
  );
}
