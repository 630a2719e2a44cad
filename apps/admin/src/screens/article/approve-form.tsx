import { Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import type { Me } from '../../api/session';
import {
  ApproveRevisionDocument,
  type ApproveRevisionInput,
  type ChecklistName,
  type ChecklistsQuery,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { writeDate } from '../../parts/dates';
import { Notice } from '../../parts/notice';
import { useDecision } from '../../parts/use-decision';
import { hashWords } from '../../parts/words';
import { answersOf, type GivenAnswers, NO_ANSWERS, sheetsOf, unanswered } from './checklist-answers';
import { ChecklistFields, goToQuestion } from './checklist-fields';
import { ClinicalChanges } from './clinical-changes';
import type { undecidedCase } from './next-step';
import { type Article, checklistsQuery } from './queries';
import css from './rail.module.css';

/** The button in the bar below belongs to this form by its id. */
export const APPROVE_FORM = 'approve-form';

interface ApproveFormProps {
  readonly article: Article;
  readonly open: NonNullable<ReturnType<typeof undecidedCase>>;
  readonly me: Me;
}

/** What a reviewer states when approving: what they vouch for, and what interest they have in it. */
export function ApproveForm({ article, open, me }: ApproveFormProps) {
  const [statement, setStatement] = useState('');
  const [declares, setDeclares] = useState<boolean>();
  const [interest, setInterest] = useState('');
  const { take, refused } = useDecision((input: ApproveRevisionInput) => request(ApproveRevisionDocument, { input }));
  const { data } = useQuery(checklistsQuery(open.id));
  const [changed, change] = useState<GivenAnswers>();
  const [minor, setMinor] = useState<boolean>();
  const [missing, setMissing] = useState(0);
  const given = changed ?? (data ? answersOf(data, me.id) : NO_ANSWERS);
  const names = namesFor(open, data, minor === true);
  const fault = (field: string) => (refused?.field?.endsWith(field) ? refused.message : undefined);
  return (
    <form
      id={APPROVE_FORM}
      onSubmit={(event) => {
        event.preventDefault();
        const left = data ? unanswered(data, names, given) : [];
        setMissing(left.length);
        if (left[0]) return goToQuestion(event.currentTarget, left[0]);
        take({
          caseId: open.id,
          contentHash: open.contentHash,
          statement: statement.trim(),
          conflictOfInterest: declares ? interest.trim() : 'none',
          editClass: minor ? 'MINOR' : 'CLINICAL',
          checklists: data && sheetsOf(data, names, given),
        });
      }}
    >
      <h3>{t('approve.title')}</h3>
      <div className={css.form}>
        {data?.reviewCase && <ClinicalChanges changes={data.reviewCase.clinicalChanges} />}
        {open.editClass === 'MINOR' && (
          <fieldset className={css.choices}>
            <legend>{t('approve.editClass')}</legend>
            <label>
              <input type="radio" name="editClass" required checked={minor === true} onChange={() => setMinor(true)} />
              {t('approve.minor')}
            </label>
            <label>
              <input type="radio" name="editClass" checked={minor === false} onChange={() => setMinor(false)} />
              {t('approve.clinical')}
            </label>
          </fieldset>
        )}
        {missing > 0 && <Notice>{t('approve.unanswered', { count: missing })}</Notice>}
        {data && (
          <ChecklistFields
            {...{ data, names, given }}
            change={(now) => {
              setMissing(0);
              change(now);
            }}
          />
        )}
        {refused && !fault('statement') && !fault('conflictOfInterest') && <Notice>{refused.message}</Notice>}
        <Textarea
          label={t('approve.statement')}
          description={t('approve.statementHint')}
          required
          withAsterisk={false}
          rows={3}
          size="sm"
          error={fault('statement')}
          value={statement}
          onChange={(event) => setStatement(event.currentTarget.value)}
        />
        <fieldset className={css.choices}>
          <legend>{t('approve.interest')}</legend>
          <label>
            <input
              type="radio"
              name="interest"
              required
              checked={declares === false}
              onChange={() => setDeclares(false)}
            />
            {t('approve.none')}
          </label>
          <label>
            <input type="radio" name="interest" checked={declares === true} onChange={() => setDeclares(true)} />
            {t('approve.declare')}
          </label>
        </fieldset>
        {declares && (
          <TextInput
            label={t('approve.which')}
            required
            withAsterisk={false}
            error={fault('conflictOfInterest')}
            value={interest}
            onChange={(event) => setInterest(event.currentTarget.value)}
          />
        )}
        <p className={css.box}>
          {asWhom(me, article.site.timeZone)} {t('approve.covers')}{' '}
          <span className="code">{hashWords(open.contentHash)}</span>. {t('approve.later')}
        </p>
      </div>
    </form>
  );
}

/** The checklists to answer: of a minor edit that is confirmed those of the case, otherwise all of the risk class. */
function namesFor(
  open: ApproveFormProps['open'],
  data: ChecklistsQuery | undefined,
  minor: boolean,
): readonly ChecklistName[] {
  const policy = data?.reviewPolicy.find(({ riskClass }) => riskClass === open.riskClass);
  return minor || !policy ? open.requiredChecklists : policy.requiredChecklists;
}

/** Under which licence; the server uses the one in force, and refuses when there is none. */
function asWhom(me: Me, zone: string): string {
  const licence = me.credentials.find(({ inForce }) => inForce);
  if (!licence) return t('approve.noLicence');
  return t('approve.as', {
    name: `${me.name}, ${licence.title}`,
    licence: `${licence.region} ${licence.licenceNumber}`,
    until: writeDate(licence.validUntil, 'day', zone),
  });
}
