import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { CancelIssueDocument, PauseIssueDocument, ResumeIssueDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { useMay } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import { IssuePill } from '../issue-pill';
import { issueSentence } from '../issue-sentence';
import css from './issue.module.css';
import { isRunning, type WholeIssue } from './issue-query';

/** How far an issue is, and what can be done about it. */
export function ProgressCard({ issue }: { issue: WholeIssue }) {
  const { frozen, handedOver, failed, suppressed, skipped, unknown } = issue.recipients;
  const settled = handedOver + failed + suppressed + skipped + unknown;
  const remaining = frozen - settled;
  // Those whom a cancellation skipped are settled, and the issue did not get that far.
  const reached = issue.status === 'CANCELLED' ? settled - skipped : settled;
  return (
    <Card title={t('issue.progress')} aside={<IssuePill status={issue.status} />}>
      <div className={`${form.form} ${form.pad}`}>
        <progress className={css.bar} value={reached} max={Math.max(1, frozen)} aria-label={t('issue.progress')} />
        <p aria-live="polite">
          {issueSentence(issue)} {remaining > 0 && t('issue.remaining', { count: remaining })}
        </p>
        {issue.estimate && <p className="soft">{timeLeft(issue.estimate)}</p>}
        {issue.status === 'ON_HOLD' && <Notice tone="due">{t('issue.onHoldWhy')}</Notice>}
        <Steps issue={issue} remaining={remaining} />
      </div>
    </Card>
  );
}

/** How long it takes still, in minutes rounded up: the estimate itself is no better. */
function timeLeft({ perMinute, secondsLeft }: NonNullable<WholeIssue['estimate']>): string {
  const minutes = Math.max(1, Math.ceil(secondsLeft / 60));
  return t('issue.timeLeft', { count: minutes, rate: Math.round(perMinute) });
}

function Steps({ issue, remaining }: { issue: WholeIssue; remaining: number }) {
  const may = useMay(PUBLISHERS, issue.site.slug);
  const [ending, setEnding] = useState(false);
  const pause = useDecision((id: string) => request(PauseIssueDocument, { id }));
  const resume = useDecision((id: string) => request(ResumeIssueDocument, { id }));
  const cancel = useDecision(
    (id: string) => request(CancelIssueDocument, { id }),
    () => setEnding(false),
  );
  const running = isRunning(issue.status);
  const stopped = issue.status === 'PAUSED' || issue.status === 'ON_HOLD';
  const refused = pause.refused ?? resume.refused ?? cancel.refused;
  if (!running && !stopped) return null;
  if (!may) return <p className="soft">{t('newsletter.mayNotWhy')}</p>;
  return (
    <>
      {refused && <Notice>{refused.message}</Notice>}
      {ending ? (
        <fieldset className={form.fieldset}>
          <legend>{t('issue.cancelAsk', { count: remaining })}</legend>
          <div className={form.bar}>
            <Button color="red" loading={cancel.busy} onClick={() => cancel.take(issue.id)}>
              {t('issue.cancelNow')}
            </Button>
            <Button variant="default" onClick={() => setEnding(false)} autoFocus>
              {t('issue.cancelNot')}
            </Button>
          </div>
        </fieldset>
      ) : (
        <div className={form.bar}>
          {running && (
            <Button loading={pause.busy} onClick={() => pause.take(issue.id)}>
              {t('issue.pause')}
            </Button>
          )}
          {stopped && (
            <Button loading={resume.busy} onClick={() => resume.take(issue.id)}>
              {t('issue.resume')}
            </Button>
          )}
          <Button variant="default" onClick={() => setEnding(true)}>
            {t('issue.cancel')}
          </Button>
          <span className="soft">{t(running ? 'issue.pauseHint' : 'issue.resumeHint')}</span>
        </div>
      )}
    </>
  );
}
