import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { ImportSubscribersMutation, SubscriberImportOutcome } from '../../../gql/operations';
import { currentLanguage, refusalSentence, t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { Card } from '../../../parts/screen';
import { languageName } from '../../../parts/words';
import { termLabel } from '../../library/terms/term-words';
import css from './audience.module.css';

/** What became of the lines of a file. */
export type Report = Extract<ImportSubscribersMutation['result'], { __typename: 'SubscriberImport' }>;

type Line = Report['lines'][number];

const OUTCOMES = ['ADMITTED', 'KNOWN', 'LEFT', 'SUPPRESSED', 'REPEATED', 'REFUSED'] as const;
const COUNT_OF = {
  ADMITTED: 'admitted',
  KNOWN: 'known',
  LEFT: 'left',
  SUPPRESSED: 'suppressed',
  REPEATED: 'repeated',
  REFUSED: 'refused',
} as const satisfies Record<SubscriberImportOutcome, keyof Report['counts']>;

/** Lines whose interests or language were not taken over as they stand. */
const NOTED = 'NOTED';
const SHOWN = [...OUTCOMES, NOTED] as const;

function linesOf({ lines, notAdmitted, noted }: Report, only: SubscriberImportOutcome | typeof NOTED | ''): Line[] {
  if (only === NOTED) return noted;
  const among = only === '' || only === 'ADMITTED' ? lines : notAdmitted;
  return among.filter(({ outcome }) => only === '' || outcome === only);
}

/** What became of each line of a file, or would. It names lines and no addresses: the file has those. */
export function ImportReport({ report }: { report: Report }) {
  const [only, setOnly] = useState<SubscriberImportOutcome | typeof NOTED | ''>('');
  const { counts, preview } = report;
  const all = OUTCOMES.reduce((sum, outcome) => sum + counts[COUNT_OF[outcome]], 0);
  const noted = counts.unknownInterests + counts.unknownLanguages + counts.choicesKept;
  const lines = linesOf(report, only);
  const meant = only === '' ? all : only === NOTED ? lines.length : counts[COUNT_OF[only]];
  const hasChoices = report.mapping.interests !== null || report.mapping.language !== null;
  const there = OUTCOMES.filter((outcome) => counts[COUNT_OF[outcome]] > 0);
  return (
    <Card title={t(preview ? 'importReport.preview' : 'importReport.done')}>
      <div className={`${form.form} ${form.pad}`}>
        <div role="status">
          {preview ? (
            <p>{t('importReport.nothingYet', { count: all })}</p>
          ) : (
            <Notice tone="good">{t('importReport.admitted', { count: counts.admitted })}</Notice>
          )}
          <ul>
            {there.map((outcome) => (
              <li key={outcome}>{t(`importCount.${outcome}`, { count: counts[COUNT_OF[outcome]] })}</li>
            ))}
          </ul>
        </div>
        <ChoiceNotices report={report} />
        {counts.role > 0 && <Notice tone="due">{t('importReport.role', { count: counts.role })}</Notice>}
        {counts.disposable > 0 && (
          <Notice tone="due">{t('importReport.disposable', { count: counts.disposable })}</Notice>
        )}
        <NativeSelect
          label={t('importReport.show')}
          value={only}
          onChange={(event) => setOnly(SHOWN.find((one) => one === event.currentTarget.value) ?? '')}
          data={[
            { value: '', label: t('importReport.everyLine') },
            ...there.map((value) => ({ value, label: t(`importOutcome.${value}`) })),
            ...(noted > 0 ? [{ value: NOTED, label: t('importReport.noted') }] : []),
          ]}
        />
        {meant > lines.length && <p className="soft">{t('importReport.first', { count: lines.length, all: meant })}</p>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <section className={css.scroll} tabIndex={0} aria-label={t('importReport.lines')}>
        <table className={`${css.lines} ${css.wide}`}>
          <thead>
            <tr>
              <th scope="col">{t('importReport.line')}</th>
              <th scope="col">{t('importReport.became')}</th>
              {hasChoices && <th scope="col">{t('importReport.gets')}</th>}
              <th scope="col">{t('importReport.note')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((one) => (
              <tr key={one.line}>
                <th scope="row">{t('number', { value: one.line })}</th>
                <td>{t(`importOutcome.${one.outcome}`)}</td>
                {hasChoices && <td>{getsOf(one, report.terms)}</td>}
                <td>{[whyOf(one), ...notesOf(one)].filter(Boolean).join(' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

/** What the columns were taken for, and how often their words were not to be taken over. */
function ChoiceNotices({ report: { mapping, counts } }: { report: Report }) {
  const { email, interests, language } = mapping;
  const used = [
    email && t('importReport.fromEmail', { column: email }),
    interests && t('importReport.fromInterests', { column: interests }),
    language && t('importReport.fromLanguage', { column: language }),
  ];
  return (
    <>
      {email && <p className="soft">{used.filter(Boolean).join(' ')}</p>}
      {counts.unknownInterests > 0 && (
        <Notice tone="due">{t('importReport.unknownInterests', { count: counts.unknownInterests })}</Notice>
      )}
      {counts.unknownLanguages > 0 && (
        <Notice tone="due">{t('importReport.unknownLanguages', { count: counts.unknownLanguages })}</Notice>
      )}
      {counts.choicesKept > 0 && (
        <Notice tone="due">{t('importReport.choicesKept', { count: counts.choicesKept })}</Notice>
      )}
    </>
  );
}

/** What somebody hears about from now on, and in which language. */
function getsOf({ outcome, interests, locale }: Line, terms: Report['terms']): string {
  if (outcome !== 'ADMITTED') return '';
  const chosen = terms.filter(({ id }) => interests.includes(id));
  const about = chosen.length > 0 ? chosen.map(termLabel).join(', ') : t('importReport.everything');
  return [about, locale && languageName(locale, currentLanguage())].filter(Boolean).join(' · ');
}

function notesOf({ notes, flags, ...line }: Line): string[] {
  const words: Partial<Record<Line['notes'][number], readonly string[]>> = {
    UNKNOWN_INTEREST: line.unknownInterests,
    UNCLEAR_INTEREST: line.unclearInterests,
    UNKNOWN_LANGUAGE: line.unknownLanguage === null ? [] : [line.unknownLanguage],
  };
  const said = notes.map((note) => {
    const quoted = (words[note] ?? []).map((word) => t('importNote.word', { word })).join(', ');
    return `${[t(`importNote.${note}`), quoted].filter(Boolean).join(': ')}.`;
  });
  return [...said, ...flags.map((flag) => t(`addressFlag.${flag}`))];
}

function whyOf({ reason, reasonCode }: Pick<Line, 'reason' | 'reasonCode'>): string {
  return reason ? refusalSentence({ code: reasonCode, message: reason }) : '';
}
