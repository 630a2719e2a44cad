import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { SharedPiecesDocument, type SharedPiecesQuery, TakeNewestPieceDocument } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { SiteField, useOneSite } from '../../../parts/one-site';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { Pill, StatusPill } from '../../../parts/status';
import { moveAmongRows, useKeys } from '../../../parts/use-keys';
import { languageName, topicWords } from '../../../parts/words';
import { useDecision } from '../../article/use-decision';
import { LibraryNav } from '../library-nav';

type Piece = SharedPiecesQuery['sharedPieces'][number];
type Renewal = SharedPiecesQuery['piecesToRenew'][number];

/** Safety blocks and exercises that articles share: each a text of its own, with its own review. */
export function PiecesScreen() {
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const answer = useQuery({ queryKey: ['pieces', slug], queryFn: () => request(SharedPiecesDocument, { site: slug }) });
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  return (
    <Screen title={t('library.pieces')} about={t('pieces.about')}>
      <LibraryNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      <Loaded answer={answer}>
        {({ sharedPieces, piecesToRenew }) => (
          <div className={form.stack}>
            {piecesToRenew.length > 0 && <Renewals rows={piecesToRenew} />}
            {(['safetyBlock', 'exercise'] as const).map((kind) => (
              <Card key={kind} title={t(`pieces.${kind}`)}>
                <Pieces rows={sharedPieces.filter(({ contentType }) => contentType === kind)} />
              </Card>
            ))}
          </div>
        )}
      </Loaded>
    </Screen>
  );
}

function Pieces({ rows }: { rows: readonly Piece[] }) {
  if (rows.length === 0) {
    return (
      <Empty title={t('pieces.none')}>
        <p>{t('pieces.noneWhy')}</p>
      </Empty>
    );
  }
  return (
    <ul>
      {rows.map((piece) => {
        const texts = new Set(piece.usedBy.map(({ article }) => article.id)).size;
        const live = piece.usedBy.filter(({ isLive }) => isLive).length;
        return (
          <CardRow
            key={piece.id}
            title={
              <Link to="/library/pieces/$articleId" params={{ articleId: piece.id }} data-row>
                {piece.newestRevision.title || t('article.untitled')}
              </Link>
            }
            about={[
              topicWords(piece.topic),
              t('history.revision', { number: piece.newestRevision.number }),
              piece.locales.map((tag) => languageName(tag, currentLanguage())).join(', '),
              t('pieces.usedBy', { count: texts }),
              live > 0 && t('pieces.live', { count: live }),
            ]
              .filter(Boolean)
              .join(' · ')}
          >
            <StatusPill status={piece.status} />
          </CardRow>
        );
      })}
    </ul>
  );
}

/** Texts that show an older version than the one approved last; each takes the newest as a new revision. */
function Renewals({ rows }: { rows: readonly Renewal[] }) {
  return (
    <Card title={t('pieces.toRenew', { count: rows.length })}>
      <ul>
        {rows.map((row) => (
          <RenewalRow key={`${row.revision.id}-${row.piece.id}`} row={row} />
        ))}
      </ul>
    </Card>
  );
}

function RenewalRow({ row }: { row: Renewal }) {
  const { take, busy, refused } = useDecision(() =>
    request(TakeNewestPieceDocument, {
      input: { articleId: row.article.id, locale: row.locale, pieceId: row.piece.id },
    }),
  );
  const piece = row.piece.newestRevision.title;
  return (
    <CardRow
      title={
        <Link to="/articles/$articleId" params={{ articleId: row.article.id }} search={{ locale: row.locale }}>
          {row.revision.title || t('article.untitled')}
        </Link>
      }
      about={
        <>
          {t('pieces.shows', { piece, shown: row.shownVersion, newest: row.newestVersion })}
          {refused && <Notice>{refused.message}</Notice>}
        </>
      }
    >
      {row.isLive && (
        <Pill tone="due" icon="dot">
          {t('status.LIVE')}
        </Pill>
      )}
      <Button variant="default" size="xs" loading={busy} onClick={() => take(undefined)}>
        {t('pieces.take')}
      </Button>
    </CardRow>
  );
}
