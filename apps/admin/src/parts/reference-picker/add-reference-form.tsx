import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/client';
import { AddReferenceDocument, type EvidenceKind, type ReferenceRowFragment } from '../../gql/operations';
import { t } from '../../messages/t';
import { useDecision } from '../../screens/article/use-decision';
import form from '../form.module.css';
import { Notice } from '../notice';

const KINDS: readonly EvidenceKind[] = ['PMID', 'DOI', 'GUIDELINE'];
const FIELDS = ['title', 'pmid', 'doi', 'year', 'source', 'url', 'grade', 'jurisdiction'];

interface AddReferenceFormProps {
  /** Slug of the site whose library takes it. */
  readonly site: string;
  /** What somebody looked for and did not find. */
  readonly looked?: string;
  readonly added: (reference: ReferenceRowFragment) => void;
  readonly cancel: () => void;
}

function draftFrom(looked: string) {
  const empty = { title: '', source: '', year: '', url: '', grade: '', jurisdiction: '', pmid: '', doi: '' };
  if (/^\d{1,8}$/.test(looked)) return { ...empty, kind: 'PMID' as EvidenceKind, pmid: looked };
  if (/10\.\d{4,9}\//.test(looked)) return { ...empty, kind: 'DOI' as EvidenceKind, doi: looked };
  return { ...empty, kind: 'PMID' as EvidenceKind, title: looked };
}

/** Puts a source into the library. What can be wrong is said beside its field. */
export function AddReferenceForm({ site, looked = '', added, cancel }: AddReferenceFormProps) {
  const [draft, setDraft] = useState(draftFrom(looked.trim()));
  const { take, busy, refused } = useDecision(async () => {
    const { kind, pmid, doi, year, ...words } = draft;
    const numbers = { pmid: kind === 'PMID' ? pmid : null, doi: kind === 'GUIDELINE' ? null : doi };
    const answer = await request(AddReferenceDocument, {
      input: { site, kind, ...numbers, ...words, year: year ? Number(year) : null },
    });
    if (answer.result.__typename === 'EvidenceReference') added(answer.result);
    return answer;
  });
  const field = (name: Exclude<keyof typeof draft, 'kind'>, required = false) => ({
    label: t(`reference.${name}`),
    value: draft[name],
    required,
    withAsterisk: false,
    error: refused?.field === name ? refused.message : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget;
      setDraft((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        take(undefined);
      }}
    >
      <div className={form.pair}>
        <NativeSelect
          label={t('reference.kind')}
          value={draft.kind}
          onChange={(event) => {
            const kind = event.currentTarget.value as EvidenceKind;
            setDraft((before) => ({ ...before, kind }));
          }}
          data={KINDS.map((value) => ({ value, label: t(`reference.kind.${value}`) }))}
        />
        {draft.kind === 'PMID' && <TextInput {...field('pmid', true)} inputMode="numeric" />}
        {draft.kind !== 'GUIDELINE' && <TextInput {...field('doi', draft.kind === 'DOI')} />}
        <TextInput {...field('year')} inputMode="numeric" pattern="[0-9]{4}" />
      </div>
      <TextInput {...field('title', true)} maxLength={500} />
      <div className={form.pair}>
        <TextInput {...field('source')} maxLength={300} />
        <TextInput {...field('url')} type="url" />
        <TextInput {...field('grade')} maxLength={60} />
        <TextInput {...field('jurisdiction')} maxLength={60} />
      </div>
      {refused && !FIELDS.includes(refused.field ?? '') && <Notice>{refused.message}</Notice>}
      <div className={form.bar}>
        <Button type="submit" loading={busy}>
          {t('reference.add')}
        </Button>
        <Button type="button" variant="default" onClick={cancel}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
