import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { ResolveUnknownDocument, type UnknownChoice } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Notice } from '../../../parts/notice';
import { useMay } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import css from './issue.module.css';
import type { WholeIssue } from './issue-query';
import { UnknownPeople } from './unknown-people';

const CHOICES = ['COUNT_AS_HANDED_OVER', 'SEND_AGAIN'] as const satisfies readonly UnknownChoice[];

/**
 * People of whom nobody knows whether the message arrived: who they are, what each of the two answers means, and the
 * buttons. An answer is for those who are ticked, and for all when nobody is.
 */
export function UnknownCard({ issue }: { issue: WholeIssue }) {
  const may = useMay(PUBLISHERS, issue.site.slug);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const resolve = useDecision(
    (choice: UnknownChoice) => {
      const some = ticked.length > 0 && { recipientIds: [...ticked] };
      return request(ResolveUnknownDocument, { input: { issueId: issue.id, choice, ...some } });
    },
    () => setTicked([]),
  );
  const all = issue.recipients.unknown;
  const count = ticked.length || all;
  return (
    <Card title={t('unknown.title', { count: all })}>
      <div className={css.choice}>
        <p>{t('unknown.why')}</p>
        {resolve.refused && <Notice>{resolve.refused.message}</Notice>}
        {!may && <p className="soft">{t('newsletter.mayNotWhy')}</p>}
      </div>
      {may && <UnknownPeople issue={issue} ticked={ticked} onChange={setTicked} />}
      {may &&
        CHOICES.filter((choice) => choice === 'COUNT_AS_HANDED_OVER' || issue.status !== 'CANCELLED').map((choice) => (
          <div key={choice} className={css.choice}>
            <p>{t(`unknownMeans.${choice}`, { count })}</p>
            <Button variant="default" loading={resolve.busy} onClick={() => resolve.take(choice)}>
              {t(`unknown.${choice}`)}
            </Button>
          </div>
        ))}
    </Card>
  );
}
