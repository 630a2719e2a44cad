import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../api/client';
import { DescribeMediaDocument, type MediaWholeFragment, MediumDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Notice } from '../../../parts/notice';
import { useDecision } from '../../../parts/use-decision';
import { describeInput, draftOf } from '../../library/media/describe-input';
import { FocalPointField } from '../../library/media/focal-point';
import css from './blocks.module.css';

/** The point of a picture that stays in sight when it is cut. It belongs to the picture, in every text that shows it. */
export function ImageFocus({ mediaId }: { mediaId: string }) {
  const { data } = useQuery({
    queryKey: ['media', 'one', mediaId],
    queryFn: async () => (await request(MediumDocument, { id: mediaId })).mediaAsset ?? null,
  });
  return data?.kind === 'IMAGE' ? <Point asset={data} key={data.version} /> : null;
}

function Point({ asset }: { asset: MediaWholeFragment }) {
  const [point, move] = useState({ x: asset.focalPoint.x, y: asset.focalPoint.y });
  const { take, busy, refused } = useDecision(() =>
    request(DescribeMediaDocument, { input: describeInput(asset, { ...draftOf(asset), focalPoint: point }) }),
  );
  const moved = point.x !== asset.focalPoint.x || point.y !== asset.focalPoint.y;
  return (
    <details className={css.focus}>
      <summary>{t('picture.focus')}</summary>
      <FocalPointField asset={asset} point={point} move={move} />
      {refused && <Notice>{refused.message}</Notice>}
      <Button size="xs" variant="default" disabled={!moved} loading={busy} onClick={() => take(undefined)}>
        {t('picture.keepFocus')}
      </Button>
    </details>
  );
}
