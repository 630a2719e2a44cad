import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/client';
import { CreatePreviewLinkDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { writeClock } from '../../parts/dates';
import { Notice } from '../../parts/notice';
import { useDecision } from '../../parts/use-decision';
import css from './preview-screen.module.css';

/** Minutes for which a link works. */
const WORKS = 60;

/** A link with which somebody without an account reads this one revision on the clinic's own site, for an hour. */
export function SharePreview({ revisionId }: { revisionId: string }) {
  const [link, setLink] = useState<{ url: string; expiresAt: string }>();
  const { take, busy, refused } = useDecision(async () => {
    const answer = await request(CreatePreviewLinkDocument, { input: { revisionId, minutes: WORKS } });
    if (answer.result.__typename === 'PreviewLink') setLink(answer.result);
    return answer;
  });
  if (link) {
    return (
      <p className={css.link} role="status">
        {t('preview.linkUntil', { clock: writeClock(link.expiresAt) })}{' '}
        <a href={link.url} target="_blank" rel="noreferrer">
          {link.url.replace(/^https?:\/\//, '')}
        </a>
      </p>
    );
  }
  return (
    <>
      {refused && <Notice>{refused.message}</Notice>}
      <Button variant="default" size="xs" loading={busy} onClick={() => take(undefined)}>
        {t('preview.share')}
      </Button>
    </>
  );
}
