import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import {
  type ArticleContent,
  type ConflictKind,
  diffWords,
  type MergeChoice,
  type MergeConflict,
  mergeContents,
} from '#document';
import { t } from '../../../messages/t';
import type { Conflict } from '../saving/save-types';
import css from './conflict-screen.module.css';

const keyOf = ({ kind, at }: { kind: ConflictKind; at: string }) => `${kind} ${at}`;
const MAY_KEEP_BOTH: ReadonlySet<ConflictKind> = new Set<ConflictKind>(['block', 'insertion']);

/**
 * Two people wrote at the same place. What does not collide is merged already; here each place that does is decided:
 * theirs, mine, or both. Nothing is saved, and nothing of either side is lost, until every place has an answer.
 */
export function ConflictScreen({
  conflict,
  resolve,
}: {
  conflict: Conflict;
  resolve: (content: ArticleContent) => void;
}) {
  const [choices, setChoices] = useState<ReadonlyMap<string, MergeChoice>>(new Map());
  const { base, mine, theirs, by, merge } = conflict;
  const left = merge.conflicts.filter((one) => !choices.has(keyOf(one))).length;
  const result = useMemo((): ArticleContent => {
    const choose = (place: { kind: ConflictKind; at: string }) => choices.get(keyOf(place)) ?? 'theirs';
    return mergeContents(base, mine, theirs.content, choose).merged ?? theirs.content;
  }, [base, mine, theirs, choices]);
  const choose = (place: MergeConflict, choice: MergeChoice) =>
    setChoices((now) => new Map(now).set(keyOf(place), choice));
  return (
    <div className={css.screen}>
      <h2 className={css.title}>{t('conflict.title', { name: by })}</h2>
      <p className={css.about}>{t('conflict.about', { count: merge.conflicts.length })}</p>
      {merge.conflicts.map((place) => (
        <Place
          key={keyOf(place)}
          place={place}
          by={by}
          choice={choices.get(keyOf(place))}
          choose={(choice) => choose(place, choice)}
        />
      ))}
      <div className={css.end}>
        <p className={css.about}>{left > 0 ? t('conflict.left', { count: left }) : t('conflict.ready')}</p>
        <Button disabled={left > 0} onClick={() => resolve(result)}>
          {t('conflict.goOn')}
        </Button>
      </div>
    </div>
  );
}

interface PlaceProps {
  readonly place: MergeConflict;
  readonly by: string;
  readonly choice: MergeChoice | undefined;
  readonly choose: (choice: MergeChoice) => void;
}

function Place({ place, by, choice, choose }: PlaceProps) {
  const options: readonly MergeChoice[] = MAY_KEEP_BOTH.has(place.kind)
    ? ['theirs', 'mine', 'both']
    : ['theirs', 'mine'];
  const label = { theirs: t('conflict.theirs', { name: by }), mine: t('conflict.mine'), both: t('conflict.both') };
  return (
    <fieldset className={css.place}>
      <legend>{t(`conflict.kind.${place.kind}`)}</legend>
      <div className={css.sides}>
        <Words title={label.theirs} before={place.base} now={place.theirs} />
        <Words title={label.mine} before={place.base} now={place.mine} />
      </div>
      <div className={css.choices}>
        {options.map((option) => (
          <label key={option}>
            <input type="radio" name={keyOf(place)} checked={choice === option} onChange={() => choose(option)} />
            {option === 'both' ? label.both : t('conflict.take', { whose: label[option] })}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One side, with what it changed marked as inserted and deleted. */
function Words({ title, before, now }: { title: string; before: string | null; now: string | null }) {
  return (
    <div className={css.side}>
      <h3>{title}</h3>
      {now === null ? (
        <p className={css.gone}>{t('conflict.removed')}</p>
      ) : before === null ? (
        <p className={css.words}>{now}</p>
      ) : (
        <p className={css.words}>
          {diffWords(before, now).map(({ op, text }, index) => {
            const key = `${index} ${op}`;
            if (op === 'inserted') return <ins key={key}>{text}</ins>;
            return op === 'removed' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
          })}
        </p>
      )}
    </div>
  );
}
