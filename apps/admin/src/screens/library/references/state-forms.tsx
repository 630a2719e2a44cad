import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { type EvidenceStatus, GradeReferenceDocument, MarkReferenceDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { useMay } from '../../../parts/one-site';
import { EVIDENCE_STATUSES } from '../../../parts/reference-picker/reference-line';
import { ReferencePicker } from '../../../parts/reference-picker/reference-picker';
import { WITHDRAWERS } from '../../../parts/roles';
import { Card } from '../../../parts/screen';
import { useDecision } from '../../article/use-decision';
import type { WholeReference } from './whole-reference';

interface FormProps {
  readonly reference: WholeReference;
  readonly site: string;
}

/** How good a source is, and where it holds. */
export function GradeForm({ reference, site }: FormProps) {
  const may = useMay(WITHDRAWERS, site);
  const [grade, setGrade] = useState(reference.grade ?? '');
  const [jurisdiction, setJurisdiction] = useState(reference.jurisdiction ?? '');
  const [saved, setSaved] = useState(false);
  const { take, busy, refused } = useDecision(
    () => request(GradeReferenceDocument, { input: { site, id: reference.id, grade, jurisdiction } }),
    () => setSaved(true),
  );
  return (
    <Card title={t('reference.gradeTitle')}>
      <form
        className={`${form.form} ${form.pad}`}
        onChange={() => setSaved(false)}
        onSubmit={(event) => {
          event.preventDefault();
          take(undefined);
        }}
      >
        <div className={form.pair}>
          <TextInput
            label={t('reference.grade')}
            maxLength={100}
            value={grade}
            disabled={!may}
            onChange={(event) => setGrade(event.currentTarget.value)}
          />
          <TextInput
            label={t('reference.jurisdiction')}
            maxLength={100}
            value={jurisdiction}
            disabled={!may}
            onChange={(event) => setJurisdiction(event.currentTarget.value)}
          />
        </div>
        {refused && <Notice>{refused.message}</Notice>}
        {saved && <Notice tone="good">{t('media.saved')}</Notice>}
        {may ? (
          <div>
            <Button type="submit" variant="default" loading={busy}>
              {t('form.save')}
            </Button>
          </div>
        ) : (
          <p className="soft">{t('reference.who')}</p>
        )}
      </form>
    </Card>
  );
}

/** What became of a source; it counts for every text that names it, and opens a task on each. */
export function MarkForm({ reference, site }: FormProps) {
  const may = useMay(WITHDRAWERS, site);
  const [status, setStatus] = useState<EvidenceStatus>('RETRACTED');
  const [newer, setNewer] = useState<{ id: string; title: string }>();
  const [picking, setPicking] = useState(false);
  const [reason, setReason] = useState('');
  const { take, busy, refused } = useDecision(() => {
    const supersededById = status === 'SUPERSEDED' ? (newer?.id ?? null) : null;
    return request(MarkReferenceDocument, { input: { site, id: reference.id, status, supersededById, reason } });
  });
  if (!may) return null;
  return (
    <Card title={t('reference.markTitle')}>
      <form
        className={`${form.form} ${form.pad}`}
        onSubmit={(event) => {
          event.preventDefault();
          take(undefined);
        }}
      >
        <p className="soft">{t('reference.markWhy', { count: reference.usedIn.length })}</p>
        <NativeSelect
          label={t('articles.status')}
          value={status}
          onChange={(event) => setStatus(event.currentTarget.value as EvidenceStatus)}
          data={EVIDENCE_STATUSES.filter((one) => one !== 'UNCHECKED').map((value) => ({
            value,
            label: t(`evidence.${value}`),
          }))}
        />
        {status === 'SUPERSEDED' && (
          <div className={form.bar}>
            <span>{newer?.title ?? t('reference.newerNone')}</span>
            <Button variant="default" size="xs" onClick={() => setPicking(true)}>
              {t('reference.newerChoose')}
            </Button>
          </div>
        )}
        <Textarea
          label={t('reference.reason')}
          required
          withAsterisk={false}
          rows={2}
          maxLength={1000}
          value={reason}
          error={refused?.field === 'reason' ? refused.message : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {refused && refused.field !== 'reason' && <Notice>{refused.message}</Notice>}
        <div>
          <Button type="submit" loading={busy}>
            {t('reference.mark')}
          </Button>
        </div>
      </form>
      {picking && (
        <ReferencePicker
          site={site}
          close={() => setPicking(false)}
          choose={({ id, title }) => {
            setNewer({ id, title });
            setPicking(false);
          }}
        />
      )}
    </Card>
  );
}
