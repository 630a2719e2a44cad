import { Button } from '@mantine/core';
import { request } from '../../../api/client';
import { type DigestPartsFragment, LetDigestSendDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { Card } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';

/** Whether the digest goes out without being read each time, and who says so. */
export function StandingWord({ site, digest }: { site: string; digest: DigestPartsFragment }) {
  const { vouchedBy, version } = digest;
  const { take, busy, refused } = useDecision(() =>
    request(LetDigestSendDocument, { input: { site, version, sendsItself: !vouchedBy } }),
  );
  return (
    <Card title={t('digest.sending')}>
      <div className={`${form.form} ${form.pad}`}>
        <p>{vouchedBy ? t('digest.vouched', { name: vouchedBy.name }) : t('digest.waits')}</p>
        {refused && <Notice>{refused.message}</Notice>}
        <div className={form.bar}>
          <Button variant="default" loading={busy} onClick={() => take(undefined)}>
            {vouchedBy ? t('digest.unvouch') : t('digest.vouch')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
