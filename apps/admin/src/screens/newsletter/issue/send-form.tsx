import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { FreezeIssueDocument } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { useMay } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import { languageName } from '../../../parts/words';
import { WhoGetsIt } from '../who-gets-it';
import type { WholeIssue } from './issue-query';
import { IssueTime } from './schedule-form';
import { TestSend } from './test-send';

/**
 * Who gets an issue, how many, who does not and why; and that sending it cannot be taken back.
 *
 * @param stopped whether a check says that it may not be sent as it is
 */
export function SendForm({ issue, dirty, stopped }: { issue: WholeIssue; dirty: boolean; stopped: boolean }) {
  const may = useMay(PUBLISHERS, issue.site.slug);
  const [asking, setAsking] = useState(false);
  const send = useDecision((id: string) => request(FreezeIssueDocument, { id }));
  const count = issue.segmentCounts.willGet;
  const wait = dirty
    ? t('compose.saveFirst')
    : !issue.approval
      ? t('send.approveFirst')
      : count === 0
        ? t('send.nobody')
        : stopped
          ? t('send.stopped')
          : '';
  return (
    <Card title={t('send.title')}>
      <div className={`${form.form} ${form.pad}`}>
        {issue.site.locales.length > 0 && (
          <p>{t('send.language', { language: languageName(issue.locale, currentLanguage()) })}</p>
        )}
        <WhoGetsIt counts={issue.segmentCounts} segment={issue.segment} site={issue.site.name} />
        {send.refused && <Notice>{send.refused.message}</Notice>}
        {!may ? (
          <p className="soft">{t('newsletter.mayNotWhy')}</p>
        ) : asking && wait === '' ? (
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
          <>
            <div className={form.bar}>
              <Button disabled={wait !== ''} onClick={() => setAsking(true)}>
                {t('send.action')}
              </Button>
              {wait && <span className="soft">{wait}</span>}
            </div>
            <TestSend issueId={issue.id} site={issue.site.slug} disabled={dirty} />
            <IssueTime issue={issue} wait={wait} />
          </>
        )}
      </div>
    </Card>
  );
}
