import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { PieceUsesDocument } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { LinkButton } from '../../../parts/link-button';
import { Loaded } from '../../../parts/loaded';
import { CardRow, Screen } from '../../../parts/screen';
import { StatusPill } from '../../../parts/status';
import { languageName } from '../../../parts/words';
import { LibraryNav } from '../library-nav';

/** One safety block or exercise: every text that shows it, and the way to its own text, versions and review. */
export function PieceScreen() {
  const { articleId } = useParams({ from: '/frame/library/pieces/$articleId' });
  const answer = useQuery({
    queryKey: ['pieces', 'one', articleId],
    queryFn: async () => (await request(PieceUsesDocument, { id: articleId })).article ?? null,
  });
  const piece = answer.data;
  return (
    <Screen
      title={piece?.newestRevision.title ?? t('library.pieces')}
      about={piece ? <StatusPill status={piece.status} /> : undefined}
      action={
        piece && (
          <LinkButton to="/articles/$articleId" params={{ articleId }}>
            {t('pieces.open')}
          </LinkButton>
        )
      }
    >
      <LibraryNav />
      <Loaded answer={answer}>
        {(found) =>
          !found || found.usedBy.length === 0 ? (
            <Empty title={found ? t('pieces.usedNowhere') : t('article.missing')}>
              <p>{found ? t('pieces.usedNowhereWhy') : t('article.missingWhy')}</p>
            </Empty>
          ) : (
            <div className={form.rows}>
              <ul>
                {found.usedBy.map((use) => (
                  <CardRow
                    key={`${use.revision.id}-${use.version}`}
                    title={
                      <Link
                        to="/articles/$articleId"
                        params={{ articleId: use.article.id }}
                        search={{ locale: use.locale, revision: use.revision.id }}
                      >
                        {use.revision.title || t('article.untitled')}
                      </Link>
                    }
                    about={[
                      use.article.site.name,
                      languageName(use.locale, currentLanguage()),
                      t('pieces.version', { version: use.version }),
                      use.isLive ? t('uses.live') : use.isApproved ? t('uses.approved') : t('uses.newest'),
                    ].join(' · ')}
                  >
                    <StatusPill status={use.article.status} />
                  </CardRow>
                ))}
              </ul>
            </div>
          )
        }
      </Loaded>
    </Screen>
  );
}
