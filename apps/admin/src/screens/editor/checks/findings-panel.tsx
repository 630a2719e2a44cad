import { Button } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { LONG_SENTENCE_WORDS } from '#quality';
import { currentLanguage, t } from '../../../messages/t';
import type { IconName } from '../../../parts/icons';
import { Notice } from '../../../parts/notice';
import { Pill, type Tone } from '../../../parts/status';
import rail from '../../article/rail.module.css';
import type { CheckAnswer, PlacedFinding } from './check-types';
import { moveToOffer, replaceFound, showFinding } from './finding-actions';
import css from './findings-panel.module.css';

const LOOKS: Readonly<Record<PlacedFinding['severity'], readonly [Tone, IconName]>> = {
  block: ['danger', 'stop'],
  fix: ['due', 'fix'],
  note: ['neutral', 'note'],
};

interface FindingsProps {
  readonly answer: CheckAnswer | undefined;
  readonly waived: ReadonlySet<string>;
  readonly editor: Editor;
}

/** What the checks say about the text as it stands: how hard it is to read, and what is to mend, the gravest first. */
export function FindingsPanel({ answer, waived, editor }: FindingsProps) {
  if (!answer) return <p className={rail.part}>{t('find.first')}</p>;
  // Two equal passages share a key; their place among all findings tells them apart.
  const open = answer.findings
    .map((finding, at) => ({ finding, at }))
    .filter(({ finding }) => !waived.has(finding.key));
  const shown = open.filter(({ finding }) => finding.severity !== 'note');
  const notes = open.filter(({ finding }) => finding.severity === 'note');
  return (
    <>
      <Reading answer={answer} />
      {shown.length === 0 && (
        <div className={rail.part}>
          <Notice tone="good">{t('checks.clear')}</Notice>
          <p className={rail.small}>{t('checks.clearWhy')}</p>
        </div>
      )}
      {shown.map(({ finding, at }) => (
        <FindingCard key={`${finding.key} ${at}`} finding={finding} editor={editor} />
      ))}
      {notes.length > 0 && (
        <details className={rail.more}>
          <summary>{t('checks.notes', { count: notes.length })}</summary>
          {notes.map(({ finding, at }) => (
            <FindingCard key={`${finding.key} ${at}`} finding={finding} editor={editor} />
          ))}
        </details>
      )}
    </>
  );
}

const HIGHEST = 16;
const GOAL = { from: 6, to: 8 } as const;

function Reading({ answer: { readability, words } }: { answer: CheckAnswer }) {
  const grade = readability.fleschKincaidGrade;
  const at = (value: number) => `${(Math.min(HIGHEST, Math.max(0, value)) / HIGHEST) * 100}%`;
  const shown = grade.toLocaleString(currentLanguage(), { maximumFractionDigits: 1 });
  return (
    <div className={rail.part}>
      <div className={rail.partHead}>
        <h2 className={css.title}>{t('checks.grade')}</h2>
        <strong>{readability.words > 0 ? shown : '–'}</strong>
      </div>
      <div className={rail.scale} aria-hidden="true">
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
      <p className={rail.small}>
        {grade > GOAL.to ? t('checks.gradeHigh') : t('checks.gradeGood')}{' '}
        {t('find.words', { words, perSentence: readability.wordsPerSentence.toFixed(0), longest: LONG_SENTENCE_WORDS })}
      </p>
    </div>
  );
}

function FindingCard({ finding, editor }: { finding: PlacedFinding; editor: Editor }) {
  const [tone, icon] = LOOKS[finding.severity];
  const { proposal, quote, path } = finding;
  const hasPlace =
    finding.place !== undefined || path === 'title' || path === 'summary' || path.startsWith('document.');
  return (
    <div className={rail.part}>
      <Pill tone={tone} icon={icon}>
        {t(`severity.${finding.severity}`)}
      </Pill>
      <h2 className={css.message}>{finding.message}</h2>
      {quote && <p className={rail.small}>“{quote}”</p>}
      <div className={css.actions}>
        {proposal?.kind === 'replace' &&
          proposal.options.slice(0, 3).map((words) => (
            <Button key={words} size="xs" onClick={() => replaceFound(editor, finding, words)}>
              {words === '' ? t('find.delete') : t('find.replace', { words })}
            </Button>
          ))}
        {proposal?.kind === 'moveToCallToAction' && (
          <Button size="xs" onClick={() => moveToOffer(editor, proposal.paths)}>
            {t('find.move')}
          </Button>
        )}
        {hasPlace && (
          <Button size="xs" variant="default" onClick={() => showFinding(editor, finding)}>
            {t('find.show')}
          </Button>
        )}
      </div>
    </div>
  );
}
