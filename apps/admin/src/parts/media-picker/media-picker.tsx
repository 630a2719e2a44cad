import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import { Overlay } from '../../frame/overlay';
import { type MediaCardFragment, MediaListDocument, type MediaListQueryVariables } from '../../gql/operations';
import { t } from '../../messages/t';
import { Empty } from '../empty';
import { FailureNotice } from '../notice';
import { RowsSkeleton } from '../rows-skeleton';
import { SearchField } from '../search-field';
import { altFor } from './alt-for';
import css from './media-picker.module.css';
import { PictureOf } from './picture-of';
import { UploadPlace, UploadRows } from './upload-place';
import { useUploads } from './use-uploads';

const PAGE = 24;

/** What the picker hands over: the file, and the library's words for it in the language of the text. */
export interface PickedMedia {
  readonly id: string;
  readonly fileName: string;
  /** Null when nobody has described it in this language or for all. */
  readonly alt: string | null;
  readonly decorative: boolean;
  readonly credit: string | null;
  readonly asset: MediaCardFragment;
}

interface MediaPickerProps {
  /** Slug of the site of the text. */
  readonly site: string;
  /** Language of the text, for the alternative text that is offered. */
  readonly locale: string;
  readonly kind?: 'IMAGE' | 'PDF';
  readonly choose: (media: PickedMedia) => void;
  readonly close: () => void;
}

/** The files of a site, in the list and in the picker: one page after the other. */
export function useMediaList(filter: Omit<MediaListQueryVariables, 'first' | 'after'>) {
  return useInfiniteQuery({
    queryKey: ['media', 'list', filter],
    queryFn: ({ pageParam }) => request(MediaListDocument, { ...filter, first: PAGE, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ mediaAssets: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
    enabled: filter.site !== '',
  });
}

/** Chooses a picture (or a PDF) of the site's library, or brings a new one into it. */
export function MediaPicker({ site, locale, kind = 'IMAGE', choose, close }: MediaPickerProps) {
  const [search, setSearch] = useState<string>();
  const { uploads, add, cancel } = useUploads(site);
  const answer = useMediaList({ site, kind, search });
  const assets = answer.data?.pages.flatMap(({ mediaAssets }) => mediaAssets.edges.map(({ node }) => node)) ?? [];
  const pick = (asset: MediaCardFragment) => {
    const { id, fileName, decorative, credit = null } = asset;
    choose({ id, fileName, alt: altFor(asset, locale), decorative, credit: credit ?? null, asset });
  };
  return (
    <Overlay label={t('media.choose')} close={close}>
      <div className={css.picker}>
        <h2 className={css.title}>{t('media.choose')}</h2>
        <SearchField label={t('media.search')} value={search} onSearch={setSearch} />
        <UploadPlace add={add} pdf={kind === 'PDF'} />
        <UploadRows uploads={uploads} cancel={cancel} />
        <div aria-busy={answer.isFetching}>
          {answer.isError ? (
            <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
          ) : answer.isPending ? (
            <RowsSkeleton rows={4} />
          ) : assets.length === 0 ? (
            <Empty title={search ? t('media.noMatch') : t('media.none')}>
              <p>{search ? t('media.noMatchWhy') : t('media.noneWhy')}</p>
            </Empty>
          ) : (
            <ul className={css.grid}>
              {assets.map((asset) => (
                <li key={asset.id}>
                  <button type="button" className={css.choice} onClick={() => pick(asset)}>
                    <PictureOf asset={asset} />
                    <span className={css.name}>{asset.fileName}</span>
                    <span className={css.alt}>
                      {asset.decorative ? t('media.decorative') : (altFor(asset, locale) ?? t('media.noAlt'))}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
        <div className={css.foot}>
          {answer.hasNextPage && (
            <button type="button" className={css.quiet} onClick={() => void answer.fetchNextPage()}>
              {t('articles.more')}
            </button>
          )}
          <button type="button" className={css.quiet} onClick={close}>
            {t('form.cancel')}
          </button>
        </div>
      </div>
    </Overlay>
  );
}
