import { useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';
import { EditorMediumDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import css from './blocks.module.css';

/** A picture of the media library, or the place of one that is not there yet. */
export function ImageBody({ attrs }: { attrs: Readonly<Record<string, unknown>> }) {
  const mediaId = typeof attrs.mediaId === 'string' ? attrs.mediaId : undefined;
  const { data } = useQuery({
    queryKey: ['medium', mediaId],
    queryFn: async () => (mediaId ? (await request(EditorMediumDocument, { id: mediaId })).mediaAsset : null),
    enabled: mediaId !== undefined,
    staleTime: 60_000,
  });
  if (!mediaId) return <p className={css.missing}>{t('picture.lost')}</p>;
  if (!data) return <div className={css.picturePlace} />;
  return (
    <img
      className={css.picture}
      src={new URL(data.staffUrl, window.location.origin).pathname}
      alt={typeof attrs.alt === 'string' ? attrs.alt : t('picture.noAlt')}
      width={data.width ?? undefined}
      height={data.height ?? undefined}
    />
  );
}
