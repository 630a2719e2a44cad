import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import { useMe } from '../../api/session';
import {
  AnswerChecklistDocument,
  type ChecklistName,
  type ChecklistsQuery,
  RevisionChecklistsDocument,
  type RevisionChecklistsQuery,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { useDecision } from '../../parts/use-decision';
import { answersOf, type GivenAnswers, NO_ANSWERS, sheetsOf, unanswered } from './checklist-answers';
import { ChecklistFields } from './checklist-fields';
import type { Revision } from './queries';
import css from './rail.module.css';

/**
 * The checklists outside a decision: an author rates the own text before the review, a second rater beside the first.
 * What is kept stands beside exactly this content; it approves nothing.
 */
export function OwnChecklists({ revision }: { revision: Revision }) {
  const me = useMe();
  const [wanted, setWanted] = useState(false);
  const [changed, change] = useState<GivenAnswers>();
  const { data: answer } = useQuery({
    queryKey: ['checklists', 'revision', revision.id, revision.contentHash],
    queryFn: () => request(RevisionChecklistsDocument, { id: revision.id }),
    enabled: wanted,
  });
  const data = answer && asInReview(answer);
  const given = changed ?? (data ? answersOf(data, me.id) : NO_ANSWERS);
  return (
    <details className={css.more} onToggle={(event) => setWanted(event.currentTarget.open)}>
      <summary>{t('rate.title')}</summary>
      <p className={css.small}>{t('rate.about')}</p>
      {answer && <Sheets answer={answer} />}
      {data?.checklists.map(({ name, title }) => (
        <div key={name}>
          <ChecklistFields data={data} names={[name]} given={given} change={change} />
          <Keep {...{ revision, data, name, title, given }} />
        </div>
      ))}
    </details>
  );
}

/** The questions read of a revision, in the shape in which a review reads them. */
function asInReview({ checklists, reviewPolicy, revision }: RevisionChecklistsQuery): ChecklistsQuery {
  return {
    checklists,
    reviewPolicy,
    reviewCase: revision ? { id: revision.id, clinicalChanges: [], revision } : null,
  };
}

/** Who answered which checklist about this text, with the score. */
function Sheets({ answer }: { answer: RevisionChecklistsQuery }) {
  const sheets = answer.revision?.checklistSheets ?? [];
  const titleOf = (name: ChecklistName) => answer.checklists.find((one) => one.name === name)?.title ?? '';
  if (sheets.length === 0) return null;
  return (
    <ul className={css.small}>
      {sheets.map(({ name, rater, scores }) => {
        const whole = scores.find(({ part }) => part === 'all') ?? scores[0];
        const score = whole ? t('rate.score', { points: whole.points, outOf: whole.outOf }) : '';
        return <li key={`${name} ${rater.id}`}>{[titleOf(name), rater.name, score].filter(Boolean).join(' · ')}</li>;
      })}
    </ul>
  );
}

interface KeepProps {
  readonly revision: Revision;
  readonly data: ChecklistsQuery;
  readonly name: ChecklistName;
  readonly title: string;
  readonly given: GivenAnswers;
}

function Keep({ revision, data, name, title, given }: KeepProps) {
  const [kept, setKept] = useState(false);
  const left = unanswered(data, [name], given).length;
  const { take, busy, refused } = useDecision(
    (sheet: ReturnType<typeof sheetsOf>[number]) =>
      request(AnswerChecklistDocument, {
        input: { revisionId: revision.id, contentHash: revision.contentHash, sheet },
      }),
    () => setKept(true),
  );
  const keep = () => {
    const [sheet] = sheetsOf(data, [name], given);
    if (sheet) take(sheet);
  };
  return (
    <>
      {refused && <Notice>{refused.message}</Notice>}
      {kept && <Notice tone="good">{t('rate.kept')}</Notice>}
      <Button size="xs" variant="default" loading={busy} disabled={left > 0} onClick={keep}>
        {left > 0 ? t('rate.left', { count: left }) : t('rate.keep')}
        <span className="hidden-visually"> {title}</span>
      </Button>
    </>
  );
}
