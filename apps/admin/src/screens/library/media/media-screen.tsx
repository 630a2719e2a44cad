import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import {
  ArchiveMediaDocument,
  type MediaWholeFragment,
  MediumDocument,
  RestoreMediaDocument,
} from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { When } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import { Facts } from '../../../parts/facts';
import form from '../../../parts/form.module.css';
import { FailureNotice, Notice } from '../../../parts/notice';
import { useMay } from '../../../parts/one-site';
import { IMPORTERS } from '../../../parts/roles';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { StatusPill } from '../../../parts/status';
import { languageName } from '../../../parts/words';
import { useDecision } from '../../article/use-decision';
import { LibraryNav } from '../library-nav';
import { DescribeForm } from './describe-form';
import css from './media.module.css';
import { MediaLacks } from './media-list-screen';
import { ReplaceMedia } from './replace-media';

/** One file: what it shows, whose it is, and which texts show it. */
export function MediaScreen() {
  const { mediaId } = useParams({ from: '/frame/library/media/$mediaId' });
  const answer = useQuery({
    queryKey: ['media', 'one', mediaId],
    queryFn: async () => (await request(MediumDocument, { id: mediaId })).mediaAsset ?? null,
  });
  const asset = answer.data;
  return (
    <Screen
      title={asset?.fileName ?? t('media.title')}
      about={asset && <Link to="/library/media">{t('media.toList')}</Link>}
      action={asset && <ArchiveButton asset={asset} />}
    >
      <LibraryNav />
      {answer.isError ? (
        <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <RowsSkeleton rows={6} />
      ) : !asset ? (
        <Empty title={t('media.missing')}>
          <p>{t('media.missingWhy')}</p>
        </Empty>
      ) : (
        <div className={form.columns}>
          <Description key={asset.id} asset={asset} />
          <div className={form.stack}>
            <Uses asset={asset} />
            <About asset={asset} />
            {asset.kind === 'IMAGE' && !asset.archivedAt && <ReplaceMedia asset={asset} />}
          </div>
        </div>
      )}
    </Screen>
  );
}

/** A description that somebody else saved meanwhile begins a new form; after an own save the same one goes on. */
function Description({ asset }: { asset: MediaWholeFragment }) {
  const [own, setOwn] = useState({ version: asset.version, begun: asset.version });
  const begun = asset.version === own.version ? own.begun : asset.version;
  return <DescribeForm key={begun} asset={asset} onSaved={(version) => setOwn({ version, begun })} />;
}

function ArchiveButton({ asset }: { asset: MediaWholeFragment }) {
  const archived = Boolean(asset.archivedAt);
  const may = useMay(IMPORTERS, asset.site.slug);
  const { take, busy, refused } = useDecision((id: string) =>
    archived ? request(RestoreMediaDocument, { id }) : request(ArchiveMediaDocument, { id }),
  );
  return (
    <div className={css.action}>
      <Button variant="default" disabled={!may} loading={busy} onClick={() => take(asset.id)}>
        {archived ? t('media.restore') : t('media.archive')}
      </Button>
      {!may && <p className="soft">{t('media.archiveWho')}</p>}
      {refused && <Notice>{refused.message}</Notice>}
    </div>
  );
}

function Uses({ asset }: { asset: MediaWholeFragment }) {
  return (
    <Card title={t('media.uses', { count: asset.uses.length })}>
      {asset.uses.length === 0 ? (
        <Empty title={t('media.usedNowhere')}>
          <p>{t('media.usedNowhereWhy')}</p>
        </Empty>
      ) : (
        <ul>
          {asset.uses.map((use) => (
            <CardRow
              key={`${use.revision.id}`}
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
                languageName(use.locale, currentLanguage()),
                t('history.revision', { number: use.revision.number }),
                use.isLive ? t('uses.live') : use.isApproved ? t('uses.approved') : t('uses.newest'),
              ].join(' · ')}
            >
              <StatusPill status={use.article.status} />
            </CardRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

function About({ asset }: { asset: MediaWholeFragment }) {
  const size = asset.width && asset.height ? `${asset.width} × ${asset.height}` : null;
  const waiting = asset.renditions.filter(({ state }) => state === 'PENDING').length;
  const failed = asset.renditions.some(({ state }) => state === 'FAILED');
  return (
    <Card title={t('media.about')}>
      <div className={form.pad}>
        <span className={css.pills}>
          <MediaLacks asset={asset} />
        </span>
      </div>
      <Facts
        rows={[
          [t('media.kind'), asset.contentType],
          [t('media.size'), size],
          [t('media.bytes'), t('import.size', { kib: Math.max(1, Math.round(asset.bytes / 1024)) })],
          [t('frame.site'), asset.site.name],
          [
            t('media.addedBy'),
            <>
              {asset.createdBy.name}, <When iso={asset.createdAt} style="day" zone={asset.site.timeZone} />
            </>,
          ],
          [t('media.renditions'), failed ? t('media.damaged') : waiting > 0 ? t('media.preparing') : null],
        ]}
      />
    </Card>
  );
}
