import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { ImportSubscribersMutation, SubscriberImportOutcome } from '../../../gql/operations';
import { refusalSentence, t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { Card } from '../../../parts/screen';
import css from './audience.module.css';

/** What became of the lines of a file. */
export type Report = Extract<ImportSubscribersMutation['result'], { __typename: 'SubscriberImport' }>;

const OUTCOMES = ['ADMITTED', 'KNOWN', 'LEFT', 'SUPPRESSED', 'REPEATED', 'REFUSED'] as const;
const COUNT_OF = {
  ADMITTED: 'admitted',
  KNOWN: 'known',
  LEFT: 'left',
  SUPPRESSED: 'suppressed',
  REPEATED: 'repeated',
  REFUSED: 'refused',
} as const satisfies Record<SubscriberImportOutcome, keyof Report['counts']>;

/** What became of each line of a file, or would. It names lines and no addresses: the file has those. */
export function ImportReport({ report }: { report: Report }) {
  const [only, setOnly] = useState<SubscriberImportOutcome | ''>('');
  const { counts, preview } = report;
  const all = OUTCOMES.reduce((sum, outcome) => sum + counts[COUNT_OF[outcome]], 0);
  const among = only === '' || only === 'ADMITTED' ? report.lines : report.notAdmitted;
  const lines = among.filter(({ outcome }) => only === '' || outcome === only);
  const meant = only === '' ? all : counts[COUNT_OF[only]];
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
        {counts.role > 0 && <Notice tone="due">{t('importReport.role', { count: counts.role })}</Notice>}
        {counts.disposable > 0 && (
          <Notice tone="due">{t('importReport.disposable', { count: counts.disposable })}</Notice>
        )}
        <NativeSelect
          label={t('importReport.show')}
          value={only}
          onChange={(event) => setOnly(OUTCOMES.find((one) => one === event.currentTarget.value) ?? '')}
          data={[
            { value: '', label: t('importReport.everyLine') },
            ...there.map((value) => ({ value, label: t(`importOutcome.${value}`) })),
          ]}
        />
        {meant > lines.length && <p className="soft">{t('importReport.first', { count: lines.length, all: meant })}</p>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <section className={css.scroll} tabIndex={0} aria-label={t('importReport.lines')}>
        <table className={css.lines}>
          <thead>
            <tr>
              <th scope="col">{t('importReport.line')}</th>
              <th scope="col">{t('importReport.became')}</th>
              <th scope="col">{t('importReport.note')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, outcome, flags, ...one }) => (
              <tr key={line}>
                <th scope="row">{t('number', { value: line })}</th>
                <td>{t(`importOutcome.${outcome}`)}</td>
                <td>{[whyOf(one), ...flags.map((flag) => t(`addressFlag.${flag}`))].filter(Boolean).join(' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function whyOf({ reason, reasonCode }: Pick<Report['lines'][number], 'reason' | 'reasonCode'>): string {
  return reason ? refusalSentence({ code: reasonCode, message: reason }) : '';
}
