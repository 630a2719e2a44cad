import { NativeSelect, SegmentedControl } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { MediaCardFragment, MediaKind } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { useMediaList } from '../../../parts/media-picker/media-picker';
import picker from '../../../parts/media-picker/media-picker.module.css';
import { PictureOf } from '../../../parts/media-picker/picture-of';
import { UploadPlace, UploadRows } from '../../../parts/media-picker/upload-place';
import { useUploads } from '../../../parts/media-picker/use-uploads';
import { FailureNotice } from '../../../parts/notice';
import { SiteField, useOneSite } from '../../../parts/one-site';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { CardRow, Screen } from '../../../parts/screen';
import { SearchField } from '../../../parts/search-field';
import { Pill } from '../../../parts/status';
import { moveAmongRows, useKeys } from '../../../parts/use-keys';
import { MoreRows } from '../../articles/more-rows';
import { LibraryNav } from '../library-nav';
import css from './media.module.css';
import { MEDIA_SHOWS, type MediaShow } from './media-shows';

const FILTERS: Readonly<Record<MediaShow, object>> = {
  missingAlt: { missingAlt: true },
  missingRights: { missingRights: true },
  unused: { unused: true },
  archived: { archived: true },
};

/** The files of a site: what they are, what they lack, and a place to bring more. */
export function MediaListScreen() {
  const site = useOneSite();
  const { q, kind, show, view } = useSearch({ from: '/frame/library/media' });
  const { uploads, add, cancel } = useUploads(site?.slug ?? '');
  const answer = useMediaList({ site: site?.slug ?? '', search: q, kind, ...(show && FILTERS[show]) });
  const assets = answer.data?.pages.flatMap(({ mediaAssets }) => mediaAssets.edges.map(({ node }) => node)) ?? [];
  const total = answer.data?.pages.at(-1)?.mediaAssets.totalCount;
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  return (
    <Screen
      title={t('media.title')}
      about={total === undefined ? ' ' : t('media.count', { count: total, site: site?.name ?? '' })}
    >
      <LibraryNav />
      <div className={css.upload}>
        <UploadPlace add={add} pdf />
        <UploadRows uploads={uploads} cancel={cancel} />
      </div>
      <Filters />
      <div aria-busy={answer.isFetching}>
        {answer.isError ? (
          <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
        ) : answer.isPending ? (
          <RowsSkeleton rows={8} />
        ) : assets.length === 0 ? (
          <div className={form.rows}>
            <Empty title={q || kind || show ? t('media.noMatch') : t('media.none')}>
              <p>{q || kind || show ? t('media.noMatchWhy') : t('media.noneWhy')}</p>
            </Empty>
          </div>
        ) : view === 'list' ? (
          <MediaRows assets={assets} />
        ) : (
          <MediaGrid assets={assets} />
        )}
      </div>
      {total !== undefined && assets.length > 0 && (
        <MoreRows
          shown={assets.length}
          total={total}
          more={answer.hasNextPage}
          loading={answer.isFetchingNextPage}
          load={() => void answer.fetchNextPage()}
        />
      )}
    </Screen>
  );
}

function Filters() {
  const { q, kind, show, view } = useSearch({ from: '/frame/library/media' });
  const navigate = useNavigate({ from: '/library/media' });
  return (
    <search className={form.filters}>
      <SearchField
        label={t('media.search')}
        value={q}
        onSearch={(words) => void navigate({ search: (now) => ({ ...now, q: words }), replace: true })}
      />
      <SiteField />
      <NativeSelect
        aria-label={t('media.kind')}
        value={kind ?? ''}
        onChange={(event) => {
          const chosen = (event.currentTarget.value || undefined) as MediaKind | undefined;
          void navigate({ search: (now) => ({ ...now, kind: chosen }) });
        }}
        data={[
          { value: '', label: t('media.anyKind') },
          { value: 'IMAGE', label: t('media.kind.IMAGE') },
          { value: 'PDF', label: t('media.kind.PDF') },
        ]}
      />
      <NativeSelect
        aria-label={t('media.show')}
        value={show ?? ''}
        onChange={(event) => {
          const chosen = (event.currentTarget.value || undefined) as MediaShow | undefined;
          void navigate({ search: (now) => ({ ...now, show: chosen }) });
        }}
        data={[
          { value: '', label: t('media.show.all') },
          ...MEDIA_SHOWS.map((one) => ({ value: one, label: t(`media.show.${one}`) })),
        ]}
      />
      <SegmentedControl
        aria-label={t('media.view')}
        value={view ?? 'grid'}
        onChange={(chosen) =>
          void navigate({ search: (now) => ({ ...now, view: chosen === 'list' ? ('list' as const) : undefined }) })
        }
        data={[
          { value: 'grid', label: t('media.view.grid') },
          { value: 'list', label: t('media.view.list') },
        ]}
      />
    </search>
  );
}

/** What a file still lacks before a text with it can be reviewed, in words. */
export function MediaLacks({ asset }: { asset: MediaCardFragment }) {
  const noAlt = asset.kind === 'IMAGE' && !asset.decorative && !asset.alt;
  const { status, expiresAt } = asset.rights;
  const ended = expiresAt && Date.parse(expiresAt) <= Date.now();
  return (
    <>
      {noAlt && (
        <Pill tone="due" icon="fix">
          {t('media.noAlt')}
        </Pill>
      )}
      {status === 'UNKNOWN' && (
        <Pill tone="due" icon="fix">
          {t('media.noRights')}
        </Pill>
      )}
      {ended && (
        <Pill tone="danger" icon="clock">
          {t('media.rightsEnded')}
        </Pill>
      )}
      {asset.isPublic && (
        <Pill tone="good" icon="dot">
          {t('media.public')}
        </Pill>
      )}
      {asset.archivedAt && (
        <Pill tone="neutral" icon="off">
          {t('media.archived')}
        </Pill>
      )}
    </>
  );
}

function MediaGrid({ assets }: { assets: readonly MediaCardFragment[] }) {
  return (
    <ul className={picker.grid}>
      {assets.map((asset) => (
        <li key={asset.id} className={css.tile}>
          <PictureOf asset={asset} />
          <Link to="/library/media/$mediaId" params={{ mediaId: asset.id }} data-row className={picker.name}>
            {asset.fileName}
          </Link>
          <span className={css.pills}>
            <MediaLacks asset={asset} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function MediaRows({ assets }: { assets: readonly MediaCardFragment[] }) {
  return (
    <div className={form.rows}>
      <ul>
        {assets.map((asset) => (
          <CardRow
            key={asset.id}
            title={
              <Link to="/library/media/$mediaId" params={{ mediaId: asset.id }} data-row>
                {asset.fileName}
              </Link>
            }
            about={asset.decorative ? t('media.decorative') : (asset.alt ?? undefined)}
          >
            <MediaLacks asset={asset} />
          </CardRow>
        ))}
      </ul>
    </div>
  );
}
