import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import { type Site, useMe } from '../../api/session';
import { TakeUpReviewDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { When, writeDate } from '../../parts/dates';
import { FailureNotice, Notice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Pill } from '../../parts/status';
import { useDecision } from '../../parts/use-decision';
import { AskReviewerForm, HandOverForm } from './desk-forms';
import { type Assignment, assignmentWord, declineWord, freePlaces, isOpen } from './desk-words';
import { deskQuery } from './queries';
import css from './rail.module.css';

interface DeskPartProps {
  readonly caseId: string;
  readonly approved: number;
  readonly site: Site;
}

/** Whom the review waits for, until when, and how that changes: nobody is stuck with it, and it is stuck with nobody. */
export function DeskPart({ caseId, approved, site }: DeskPartProps) {
  const { data: desk, error, refetch } = useQuery(deskQuery(caseId));
  if (error) return <FailureNotice error={error} retry={() => void refetch()} />;
  if (!desk) return <RowsSkeleton rows={1} />;
  const open = desk.assignments.filter(isOpen);
  const past = desk.assignments.filter((one) => !isOpen(one));
  const free = freePlaces(desk, approved);
  return (
    <div className={css.part}>
      <h3>{t('desk.title')}</h3>
      {open.length === 0 && free > 0 && <p className={css.small}>{t('desk.nobody')}</p>}
      <ul className="plain">
        {open.map((one) => (
          <OpenAssignment key={one.id} one={one} zone={site.timeZone} />
        ))}
      </ul>
      {past.length > 0 && (
        <details>
          <summary className={css.small}>{t('desk.past', { count: past.length })}</summary>
          <ul className="plain">
            {past.map((one) => (
              <PastAssignment key={one.id} one={one} zone={site.timeZone} />
            ))}
          </ul>
        </details>
      )}
      <DeskSteps desk={desk} free={free} site={site} />
    </div>
  );
}

function OpenAssignment({ one, zone }: { one: Assignment; zone: string }) {
  const late = new Date(one.dueAt) < new Date();
  return (
    <li className={css.assignment}>
      <div className={css.partHead}>
        <strong>{one.reviewer.name}</strong>
        <Pill tone={one.state === 'ACCEPTED' ? 'accent' : 'neutral'} icon={one.state === 'ACCEPTED' ? 'check' : 'eye'}>
          {assignmentWord(one.state)}
        </Pill>
      </div>
      <p className={css.small}>
        {one.assignedBy ? t('desk.askedBy', { name: one.assignedBy.name }) : t('desk.chosen')}{' '}
        <When iso={one.assignedAt} zone={zone} />
      </p>
      <Pill tone={late ? 'danger' : 'due'} icon="clock">
        {t(late ? 'desk.late' : 'desk.due', { date: writeDate(one.dueAt, 'day', zone) })}
      </Pill>
    </li>
  );
}

function PastAssignment({ one, zone }: { one: Assignment; zone: string }) {
  return (
    <li className={css.small}>
      {one.reviewer.name}: {assignmentWord(one.state)}
      {one.reason && `, ${declineWord(one.reason)}`}
      {one.note && `. ${one.note}`} {one.endedAt && <When iso={one.endedAt} zone={zone} />}
    </li>
  );
}

type Step = 'ask' | 'handOver';
type Desk = Parameters<typeof freePlaces>[0];

function DeskSteps({ desk, free, site }: { desk: Desk; free: number; site: Site }) {
  const me = useMe();
  const [step, setStep] = useState<Step>();
  const takeUp = useDecision((id: string) => request(TakeUpReviewDocument, { id }));
  const mine = desk.assignments.find((one) => isOpen(one) && one.reviewer.id === me.id);
  const fits = desk.candidates.some(({ reviewer, obstacle }) => reviewer.id === me.id && !obstacle);
  const mayTakeUp = mine ? mine.state === 'ASSIGNED' : fits && free > 0;
  const close = () => setStep(undefined);
  if (step === 'ask') return <AskReviewerForm desk={desk} site={site} close={close} />;
  if (step === 'handOver') return <HandOverForm desk={desk} close={close} />;
  return (
    <>
      {takeUp.refused && <Notice>{takeUp.refused.message}</Notice>}
      <div className={css.steps}>
        {mayTakeUp && (
          <Button size="xs" variant="default" loading={takeUp.busy} onClick={() => takeUp.take(desk.id)}>
            {t('desk.takeUp')}
          </Button>
        )}
        {mine && (
          <Button size="xs" variant="default" onClick={() => setStep('handOver')}>
            {t('desk.handOver')}
          </Button>
        )}
        {free > 0 && (
          <Button size="xs" variant="default" onClick={() => setStep('ask')}>
            {t('desk.ask')}
          </Button>
        )}
      </div>
    </>
  );
}
