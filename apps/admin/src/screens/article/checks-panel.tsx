import type { RefObject } from 'react';
import { currentLanguage, t } from '../../messages/t';
import type { IconName } from '../../parts/icons';
import { Pill, type Tone } from '../../parts/status';
import type { Revision } from './queries';
import css from './rail.module.css';
import { showPassage } from './show-passage';

const SEVERITIES: Readonly<Record<string, readonly [Tone, IconName, 'block' | 'fix' | 'note']>> = {
  block: ['danger', 'stop', 'block'],
  fix: ['due', 'fix', 'fix'],
  note: ['neutral', 'note', 'note'],
};

/** What the checks found, the gravest first. A quote leads to its passage. */
export function ChecksPanel({ revision, text }: { revision: Revision; text: RefObject<HTMLElement | null> }) {
  return (
    <>
      <ReadingGrade revision={revision} />
      {revision.findings.length === 0 && (
        <div className={css.part}>
          <h3>{t('checks.clear')}</h3>
          <p className={css.small}>{t('checks.clearWhy')}</p>
        </div>
      )}
      {revision.findings.map((finding) => {
        const [tone, icon, severity] = SEVERITIES[finding.severity] ?? ['neutral', 'note', 'note'];
        return (
          <div className={css.part} key={`${finding.code} ${finding.path} ${finding.quote}`}>
            <div className={css.partHead}>
              <h3>{finding.message}</h3>
              <Pill tone={tone} icon={icon}>
                {t(`severity.${severity}`)}
              </Pill>
            </div>
            {finding.quote && (
              <button
                type="button"
                className={css.quote}
                onClick={() => showPassage(text.current, finding.quote ?? '')}
                title={t('checks.show')}
              >
                “{finding.quote}”
              </button>
            )}
          </div>
        );
      })}
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
