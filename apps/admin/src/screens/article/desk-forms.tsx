import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { request } from '../../api/client';
import type { Site } from '../../api/session';
import {
  AssignReviewerDocument,
  type AssignReviewerInput,
  type DeclineReason,
  DeclineReviewDocument,
  type DeclineReviewInput,
  HandOverReviewDocument,
  type HandOverReviewInput,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { type Refused, useDecision } from '../../parts/use-decision';
import { endOfDay, wallClock } from '../../parts/zoned';
import { DecisionForm } from './decision-forms';
import { candidateWords, DECLINE_REASONS, type Desk, declineWord } from './desk-words';
import css from './rail.module.css';

interface RailFormProps {
  readonly busy: boolean;
  readonly refused: Refused | undefined;
  readonly action: string;
  readonly close: () => void;
  readonly submit: () => void;
  readonly children: ReactNode;
}

function RailForm({ busy, refused, action, close, submit, children }: RailFormProps) {
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      {children}
      {refused && <Notice>{refused.message}</Notice>}
      <div className={css.steps}>
        <Button size="xs" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        <Button size="xs" type="submit" loading={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}

/** Asks a reviewer by name, or whom specialty and load choose. Who cannot be asked is in the list, with the reason. */
export function AskReviewerForm({ desk, site, close }: { desk: Desk; site: Site; close: () => void }) {
  const [reviewerId, choose] = useState('');
  const [day, setDay] = useState('');
  const { take, busy, refused } = useDecision(
    (input: AssignReviewerInput) => request(AssignReviewerDocument, { input }),
    close,
  );
  return (
    <RailForm
      {...{ busy, refused, close }}
      action={t('desk.askSubmit')}
      submit={() =>
        take({
          caseId: desk.id,
          reviewerId: reviewerId || null,
          dueAt: endOfDay(day, site.timeZone)?.toISOString() ?? null,
        })
      }
    >
      <NativeSelect
        label={t('desk.whom')}
        autoFocus
        value={reviewerId}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{t('desk.byLoad')}</option>
        <Candidates desk={desk} />
      </NativeSelect>
      <TextInput
        type="date"
        label={t('desk.until')}
        description={t('desk.untilHint')}
        min={wallClock(new Date(), site.timeZone).slice(0, 10)}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
    </RailForm>
  );
}

function Candidates({ desk }: { desk: Desk }) {
  return desk.candidates.map((one) => (
    <option key={one.reviewer.id} value={one.reviewer.id} disabled={one.obstacle != null}>
      {candidateWords(one)}
    </option>
  ));
}

/** Gives the review to another reviewer, who has the time that is left. */
export function HandOverForm({ desk, close }: { desk: Desk; close: () => void }) {
  const free = desk.candidates.filter(({ obstacle }) => !obstacle);
  const [toReviewerId, choose] = useState(free[0]?.reviewer.id ?? '');
  const [note, setNote] = useState('');
  const { take, busy, refused } = useDecision(
    (input: HandOverReviewInput) => request(HandOverReviewDocument, { input }),
    close,
  );
  if (free.length === 0) {
    return (
      <RailForm busy={false} refused={undefined} action={t('desk.understood')} close={close} submit={close}>
        <Notice tone="due">{t('desk.nobodyFree')}</Notice>
      </RailForm>
    );
  }
  return (
    <RailForm
      {...{ busy, refused, close }}
      action={t('desk.handOverSubmit')}
      submit={() => take({ caseId: desk.id, toReviewerId, note: note.trim() || null })}
    >
      <NativeSelect
        label={t('desk.toWhom')}
        autoFocus
        value={toReviewerId}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <Candidates desk={desk} />
      </NativeSelect>
      <Textarea
        label={t('desk.note')}
        rows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </RailForm>
  );
}

/** The reviewer does not review. A conflict of interest is declared by it, for good. */
export function DeclineForm({ caseId, close }: { caseId: string; close: () => void }) {
  const [reason, choose] = useState<DeclineReason>();
  const [note, setNote] = useState('');
  const mustSay = reason === 'CONFLICT_OF_INTEREST' || reason === 'OTHER';
  const { take, busy, refused } = useDecision(
    (input: DeclineReviewInput) => request(DeclineReviewDocument, { input }),
    close,
  );
  return (
    <DecisionForm
      sentence={t('decline.sentence')}
      action={t('decline.submit')}
      {...{ busy, refused, close }}
      submit={() => reason && take({ caseId, reason, note: note.trim() || null })}
    >
      <fieldset className={css.reasons}>
        <legend>{t('decline.why')}</legend>
        {DECLINE_REASONS.map((one, at) => (
          <label key={one}>
            <input
              type="radio"
              name="declineReason"
              required
              // biome-ignore lint/a11y/noAutofocus: the form was opened by a button, and this is its first field.
              autoFocus={at === 0}
              checked={reason === one}
              onChange={() => choose(one)}
            />
            {declineWord(one)}
          </label>
        ))}
      </fieldset>
      {reason === 'CONFLICT_OF_INTEREST' && <Notice tone="due">{t('decline.conflictMeans')}</Notice>}
      <Textarea
        label={t('decline.note')}
        required={mustSay}
        withAsterisk={false}
        rows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </DecisionForm>
  );
}
