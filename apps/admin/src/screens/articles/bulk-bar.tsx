import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { hasRole, useMe } from '../../api/session';
import type { RiskClass } from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { IMPORTERS, REVIEW_ASKERS } from '../../parts/roles';
import css from './bulk-bar.module.css';
import { BulkReportList } from './bulk-report';
import { type BulkStep, useBulk } from './use-bulk';
import type { Selection } from './use-selection';

type Form = BulkStep['kind'];
const RISKS: readonly RiskClass[] = ['LOW', 'STANDARD', 'HIGH'];

interface BulkBarProps {
  readonly selection: Selection;
  readonly total: number;
  readonly archived: boolean;
}

/** What can be done with the selected articles, and after it what became of each. */
export function BulkBar({ selection, total, archived }: BulkBarProps) {
  const me = useMe();
  const [form, setForm] = useState<Form>();
  const bulk = useBulk(selection);
  const count = selection.all.length;
  if (bulk.report) return <BulkReportList report={bulk.report} close={bulk.forget} />;
  if (count === 0) return null;
  const close = () => setForm(undefined);
  const run = (step: BulkStep) => void bulk.run(step).then(close);
  const button = (kind: Form, word: string) => (
    <Button variant="default" onClick={() => setForm(kind)}>
      {word}
    </Button>
  );
  return (
    <section className={css.bar} aria-label={t('bulk.title')}>
      {bulk.failed && <Notice>{bulk.failed}</Notice>}
      {bulk.progress && (
        <p role="status">
          {t('bulk.progress', { count: bulk.progress.done, all: bulk.progress.all })}{' '}
          <button type="button" className={css.quiet} onClick={bulk.cancel}>
            {t('form.cancel')}
          </button>
        </p>
      )}
      {form && !bulk.progress && <BulkForm kind={form} count={count} run={run} close={close} />}
      {!form && (
        <div className={css.line}>
          <p>
            {t('bulk.selected', { count, total })}{' '}
            <button type="button" className={css.quiet} onClick={selection.clear}>
              {t('bulk.clear')}
            </button>
          </p>
          <div className={css.actions}>
            {!archived && hasRole(me, REVIEW_ASKERS) && button('review', t('ask.action'))}
            {!archived && button('classify', t('bulk.classify'))}
            {!archived && hasRole(me, IMPORTERS) && button('archive', t('bulk.archive'))}
            {archived && hasRole(me, IMPORTERS) && button('unarchive', t('bulk.unarchive'))}
          </div>
        </div>
      )}
    </section>
  );
}

interface BulkFormProps {
  readonly kind: Form;
  readonly count: number;
  readonly run: (step: BulkStep) => void;
  readonly close: () => void;
}

function BulkForm({ kind, count, run, close }: BulkFormProps) {
  const [text, setText] = useState('');
  const [risk, setRisk] = useState<RiskClass | ''>('');
  const step: BulkStep =
    kind === 'review'
      ? { kind, note: text.trim() || null }
      : kind === 'classify'
        ? { kind, topic: text.trim() || null, riskClass: risk || null }
        : { kind };
  const empty = kind === 'classify' && text.trim() === '' && risk === '';
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        run(step);
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <p className={css.sentence}>{t(`bulk.sentence.${kind}`, { count })}</p>
      {kind === 'review' && (
        <Textarea
          label={t('ask.note')}
          rows={2}
          autoFocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {kind === 'classify' && (
        <div className={css.fields}>
          <TextInput
            label={t('bulk.topic')}
            autoFocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('articles.columnRisk')}
            value={risk}
            onChange={(event) => setRisk(event.currentTarget.value as RiskClass | '')}
          >
            <option value="">{t('bulk.unchanged')}</option>
            {RISKS.map((one) => (
              <option key={one} value={one}>
                {t(`risk.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </div>
      )}
      <div className={css.actions}>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        <Button type="submit" disabled={empty} autoFocus={kind === 'archive' || kind === 'unarchive'}>
          {t(`bulk.submit.${kind}`)}
        </Button>
      </div>
    </form>
  );
}
