import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { ScheduleIssueDocument, type TimeInput, UnscheduleIssueDocument } from '../../../gql/operations';
import { refusalSentence, t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { meant, NO_TIME, TimeField, timeInput } from '../../../parts/time-field';
import { useDecision } from '../../../parts/use-decision';
import type { WholeIssue } from './issue-query';

/** When an issue goes out by itself: what is planned, why it stayed the last time, and a form to plan it. */
export function IssueTime({ issue, wait }: { issue: WholeIssue; wait: string }) {
  const { schedule, site } = issue;
  const [planning, setPlanning] = useState(false);
  const take = useDecision((id: string) => request(UnscheduleIssueDocument, { id }));
  if (planning) return <TimeForm issue={issue} close={() => setPlanning(false)} />;
  const planned = schedule?.state === 'SCHEDULED';
  return (
    <>
      {planned && (
        <p>
          {t('issueTime.planned', { date: writeDate(schedule.sendAt, 'full', site.timeZone), name: schedule.by.name })}
        </p>
      )}
      {schedule?.state === 'REFUSED' && <Notice tone="due">{whyItStayed(schedule, site.timeZone)}</Notice>}
      {take.refused && <Notice>{take.refused.message}</Notice>}
      <div className={form.bar}>
        <Button variant="default" disabled={wait !== ''} onClick={() => setPlanning(true)}>
          {t(planned ? 'issueTime.change' : 'issueTime.plan')}
        </Button>
        {planned && (
          <Button variant="default" loading={take.busy} onClick={() => take.take(issue.id)}>
            {t('issueTime.takeBack')}
          </Button>
        )}
      </div>
    </>
  );
}

function whyItStayed({ sendAt, refusalCode, refusalMessage }: NonNullable<WholeIssue['schedule']>, zone: string) {
  const why = refusalSentence({ code: refusalCode, message: refusalMessage ?? '' });
  return t('issueTime.stayed', { date: writeDate(sendAt, 'full', zone), why });
}

function TimeForm({ issue, close }: { issue: WholeIssue; close: () => void }) {
  const zone = issue.site.timeZone;
  const [at, setAt] = useState(NO_TIME);
  const plan = useDecision(
    (sendAt: TimeInput) => request(ScheduleIssueDocument, { input: { id: issue.id, sendAt } }),
    close,
  );
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        const time = timeInput(at);
        if (time && meant(at, zone)) plan.take(time);
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <TimeField label={t('issueTime.when')} zone={zone} value={at} onChange={setAt} autoFocus />
      {plan.refused && <Notice>{plan.refused.message}</Notice>}
      <p className="soft">{t('issueTime.askedAgain')}</p>
      <div className={form.bar}>
        <Button type="submit" loading={plan.busy}>
          {t('issueTime.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
