import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../api/client';
import { AudienceDocument, FreezeIssueDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { useMay } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import type { WholeIssue } from './issue-query';

/** Who gets an issue, how many, who does not and why; and that sending it cannot be taken back. */
export function SendForm({ issue }: { issue: WholeIssue }) {
  const site = issue.site.slug;
  const may = useMay(PUBLISHERS, site);
  const [asking, setAsking] = useState(false);
  const answer = useQuery({ queryKey: ['audience', site], queryFn: () => request(AudienceDocument, { site }) });
  const send = useDecision((id: string) => request(FreezeIssueDocument, { id }));
  return (
    <Card title={t('send.title')}>
      <Loaded answer={answer} rows={1}>
        {({ audience }) => {
          const count = audience?.confirmed ?? 0;
          const out = [
            (audience?.pending ?? 0) > 0 && t('send.pending', { count: audience?.pending ?? 0 }),
            (audience?.unsubscribed ?? 0) > 0 && t('send.unsubscribed', { count: audience?.unsubscribed ?? 0 }),
          ].filter(Boolean);
          return (
            <div className={`${form.form} ${form.pad}`}>
              <p>
                {t('send.who', { count, site: issue.site.name })} {out.join(' ')}
              </p>
              {send.refused && <Notice>{send.refused.message}</Notice>}
              {!may ? (
                <p className="soft">{t('newsletter.mayNotWhy')}</p>
              ) : asking ? (
                <fieldset className={form.fieldset}>
                  <legend>{t('send.ask', { count, site: issue.site.name })}</legend>
                  <div className={form.bar}>
                    <Button loading={send.busy} onClick={() => send.take(issue.id)}>
                      {t('send.now')}
                    </Button>
                    <Button variant="default" onClick={() => setAsking(false)} autoFocus>
                      {t('form.cancel')}
                    </Button>
                  </div>
                </fieldset>
              ) : (
                <div className={form.bar}>
                  <Button disabled={count === 0} onClick={() => setAsking(true)}>
                    {t('send.action')}
                  </Button>
                  {count === 0 && <span className="soft">{t('send.nobody')}</span>}
                </div>
              )}
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}
