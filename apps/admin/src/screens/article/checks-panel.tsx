import type { RefObject } from 'react';
import { currentLanguage, t } from '../../messages/t';
import { FindingPart } from './finding-part';
import type { Article, Revision } from './queries';
import css from './rail.module.css';
import { SuggestionsPart } from './suggestions-part';

interface ChecksPanelProps {
  readonly article: Article;
  readonly revision: Revision;
  readonly text: RefObject<HTMLElement | null>;
}

/** What the checks found, the gravest first; notes stay folded, so that what has to be mended is seen. */
export function ChecksPanel({ article, revision, text }: ChecksPanelProps) {
  const findings = revision.findings.map((finding, place) => [finding, place] as const);
  const shown = findings.filter(([{ severity }]) => severity !== 'note');
  const notes = findings.filter(([{ severity }]) => severity === 'note');
  return (
    <>
      <ReadingGrade revision={revision} />
      {revision.findings.length === 0 && (
        <div className={css.part}>
          <h3>{t('checks.clear')}</h3>
          <p className={css.small}>{t('checks.clearWhy')}</p>
        </div>
      )}
      {shown.map(([finding, place]) => (
        <FindingPart key={`${finding.key} ${place}`} {...{ finding, revision, text }} />
      ))}
      {notes.length > 0 && (
        <details className={css.more}>
          <summary>{t('checks.notes', { count: notes.length })}</summary>
          {notes.map(([finding, place]) => (
            <FindingPart key={`${finding.key} ${place}`} {...{ finding, revision, text }} />
          ))}
        </details>
      )}
      <SuggestionsPart article={article} shown={revision} />
    </>
  );
}

const GRADES = 16;
const GOAL = { from: 6, to: 8 } as const;

/** The Flesch-Kincaid grade on a scale of 0 to 16, with the goal for patients marked on it. */
function ReadingGrade({ revision }: { revision: Revision }) {
  const { fleschKincaidGrade: grade, words, wordsPerSentence } = revision.readability;
  const at = (value: number) => `${(Math.min(GRADES, Math.max(0, value)) / GRADES) * 100}%`;
  return (
    <div className={css.part}>
      <div className={css.partHead}>
        <h3>{t('checks.grade')}</h3>
        <strong>{grade.toLocaleString(currentLanguage(), { maximumFractionDigits: 1 })}</strong>
      </div>
      <div className={css.scale} aria-hidden="true">
        <svg role="presentation">
          <rect
            x={at(GOAL.from)}
            y="4"
            width={at(GOAL.to - GOAL.from)}
            height="6"
            rx="3"
            fill="var(--good)"
            opacity="0.75"
          />
          <rect x={at(grade)} y="0" width="3" height="14" rx="1.5" fill="var(--ink)" />
        </svg>
      </div>
      <p className={css.small}>
        {grade > GOAL.to ? t('checks.gradeHigh') : t('checks.gradeGood')}{' '}
        {t('checks.gradeWords', { words, perSentence: wordsPerSentence.toFixed(0) })}
      </p>
    </div>
  );
}
