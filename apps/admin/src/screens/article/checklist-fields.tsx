import { Button, Textarea } from '@mantine/core';
import type { ChecklistAnswerValue, ChecklistName, ChecklistsQuery } from '../../gql/operations';
import { t } from '../../messages/t';
import { type GivenAnswers, keyOf, unanswered, withSuggestions } from './checklist-answers';
import css from './rail.module.css';

interface ChecklistFieldsProps {
  readonly data: ChecklistsQuery;
  readonly names: readonly ChecklistName[];
  readonly given: GivenAnswers;
  readonly change: (given: GivenAnswers) => void;
}

const WORDS = {
  YES: () => t('checklist.yes'),
  NO: () => t('checklist.no'),
  NOT_APPLICABLE: () => t('checklist.notApplicable'),
} as const satisfies Record<ChecklistAnswerValue, () => string>;

/** The questions that the risk class asks of an approver, with what the text itself shows beside them. */
export function ChecklistFields({ data, names, given, change }: ChecklistFieldsProps) {
  return data.checklists
    .filter(({ name }) => names.includes(name))
    .map((checklist) => <OneChecklist key={checklist.name} checklist={checklist} {...{ data, given, change }} />);
}

type OneProps = Omit<ChecklistFieldsProps, 'names'> & { readonly checklist: ChecklistsQuery['checklists'][number] };

function OneChecklist({ checklist, data, given, change }: OneProps) {
  const { name, title, about, parts, items, openQuestions } = checklist;
  const left = unanswered(data, [name], given).length;
  const all = items.length + openQuestions.length;
  return (
    <details className={css.checklist} open={name === 'SAFETY'}>
      <summary>
        {title} <span className={css.small}>{t('checklist.answered', { count: all - left, all })}</span>
      </summary>
      <p className={css.small}>{about}</p>
      <Button variant="default" size="xs" onClick={() => change(withSuggestions(given, data, name))}>
        {t('checklist.suggest')}
      </Button>
      {openQuestions.map(({ id, question }) => (
        <Textarea
          key={id}
          label={question}
          rows={2}
          size="sm"
          wrapperProps={{ 'data-asked': keyOf(name, id) }}
          value={given.openAnswers[keyOf(name, id)] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ ...given, openAnswers: { ...given.openAnswers, [keyOf(name, id)]: value } })
          }
        />
      ))}
      {parts.map((part) => (
        <div key={part.id}>
          {parts.length > 1 && <h4>{part.title}</h4>}
          {items
            .filter((item) => item.part === part.id)
            .map((item) => (
              <Question key={item.id} {...{ data, given, change, name, item }} />
            ))}
        </div>
      ))}
    </details>
  );
}

interface QuestionProps extends Omit<ChecklistFieldsProps, 'names'> {
  readonly name: ChecklistName;
  readonly item: ChecklistsQuery['checklists'][number]['items'][number];
}

function Question({ data, given, change, name, item }: QuestionProps) {
  const key = keyOf(name, item.id);
  const seen = data.reviewCase?.revision.checklistSuggestions.find(
    (one) => one.checklist === name && one.item === item.id,
  );
  const values: ChecklistAnswerValue[] = item.mayNotApply ? ['YES', 'NO', 'NOT_APPLICABLE'] : ['YES', 'NO'];
  return (
    <fieldset className={css.choices} data-question={key} data-asked={key}>
      <legend>{item.question}</legend>
      {values.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name={key}
            checked={given.answers[key] === value}
            onChange={() => change({ ...given, answers: { ...given.answers, [key]: value } })}
          />
          {WORDS[value]()}
        </label>
      ))}
      {seen && (
        <p className={css.small}>
          {t('checklist.seen', { answer: WORDS[seen.answer]() })} {seen.evidence}
        </p>
      )}
    </fieldset>
  );
}

/** Leads to a question of a form: opens what folds it away, and puts the focus into its first field. */
export function goToQuestion(form: HTMLFormElement, key: string): void {
  const asked = form.querySelector(`[data-asked="${key}"]`);
  const folded = asked?.closest('details');
  if (folded) folded.open = true;
  asked?.querySelector<HTMLElement>('input, textarea')?.focus();
}
