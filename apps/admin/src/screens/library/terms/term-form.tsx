import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import {
  type CodeSystem,
  CreateTermDocument,
  type TermKind,
  type TermPartsFragment,
  UpdateTermDocument,
} from '../../../gql/operations';
import { currentLanguage, LANGUAGES, t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { languageName } from '../../../parts/words';
import { useDecision } from '../../article/use-decision';
import { CODE_SYSTEMS, termLabel } from './term-words';

interface TermFormProps {
  readonly site: string;
  readonly kind: TermKind;
  /** The term to change; a new one when left out. */
  readonly term?: TermPartsFragment;
  /** Terms of the kind, to stand below. */
  readonly others: readonly TermPartsFragment[];
  readonly saved: (id: string) => void;
  readonly cancel?: () => void;
}

const words = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Codes as people write them, one a line: "ICD-10-CM M54.50". */
function codesOf(text: string) {
  return words(text).map((line) => {
    const [system, name] = Object.entries(CODE_SYSTEMS).find(([, known]) => line.startsWith(known)) ?? [
      'ICD_10_CM',
      '',
    ];
    return { system: system as CodeSystem, code: line.slice(name.length).trim() };
  });
}

/** What a term is called in each language, what else people look for it by, and its codes. */
export function TermForm({ site, kind, term, others, saved, cancel }: TermFormProps) {
  const known = (locale: string) => term?.labels.find((label) => label.locale === locale);
  const locales = [...new Set([...LANGUAGES, ...(term?.labels ?? []).map(({ locale }) => locale)])];
  const [labels, setLabels] = useState<Record<string, { label: string; synonyms: string }>>(
    Object.fromEntries(
      locales.map((one) => [one, { label: known(one)?.label ?? '', synonyms: known(one)?.synonyms.join('\n') ?? '' }]),
    ),
  );
  const [parentId, setParentId] = useState(term?.parent?.id ?? '');
  const [codes, setCodes] = useState(
    (term?.codes ?? []).map(({ system, code }) => `${CODE_SYSTEMS[system]} ${code}`).join('\n'),
  );
  const { take, busy, refused } = useDecision(async () => {
    const given = Object.entries(labels)
      .filter(([, { label }]) => label.trim() !== '')
      .map(([locale, { label, synonyms }]) => ({ locale, label: label.trim(), synonyms: words(synonyms) }));
    // Retired codes and what took their place stay as they are: the form changes the ones that it shows.
    const kept = (one: { system: CodeSystem; code: string }) =>
      term?.codes.find(({ system, code }) => system === one.system && code === one.code);
    const coded = codesOf(codes).map((one) => {
      const before = kept(one);
      return { ...one, status: before?.status ?? ('ACTIVE' as const), replacedBy: before?.replacedBy ?? [] };
    });
    const parts = { parentId: parentId || null, labels: given, codes: kind === 'CONDITION' ? coded : undefined };
    const answer = term
      ? await request(UpdateTermDocument, { input: { termId: term.id, ...parts } })
      : await request(CreateTermDocument, { input: { site, kind, ...parts } });
    if (answer.result.__typename === 'Term') saved(answer.result.id);
    return answer;
  });
  const change = (locale: string, part: Partial<{ label: string; synonyms: string }>) =>
    setLabels((before) => ({ ...before, [locale]: { ...before[locale]!, ...part } }));
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        take(undefined);
      }}
    >
      {locales.map((locale) => {
        const language = languageName(locale, currentLanguage());
        return (
          <div key={locale} className={form.pair}>
            <TextInput
              label={t('terms.label', { language })}
              lang={locale}
              maxLength={120}
              value={labels[locale]?.label ?? ''}
              onChange={(event) => change(locale, { label: event.currentTarget.value })}
            />
            <Textarea
              label={t('terms.synonyms', { language })}
              lang={locale}
              rows={2}
              value={labels[locale]?.synonyms ?? ''}
              onChange={(event) => change(locale, { synonyms: event.currentTarget.value })}
            />
          </div>
        );
      })}
      <NativeSelect
        label={t('terms.parent')}
        value={parentId}
        onChange={(event) => setParentId(event.currentTarget.value)}
        data={[
          { value: '', label: t('terms.noParent') },
          ...others.filter(({ id }) => id !== term?.id).map((one) => ({ value: one.id, label: termLabel(one) })),
        ]}
      />
      {kind === 'CONDITION' && (
        <Textarea
          label={t('terms.codes')}
          description={t('terms.codesHint')}
          rows={3}
          value={codes}
          onChange={(event) => setCodes(event.currentTarget.value)}
        />
      )}
      {refused && <Notice>{refused.message}</Notice>}
      <div className={form.bar}>
        <Button type="submit" loading={busy}>
          {term ? t('form.save') : t('terms.create')}
        </Button>
        {cancel && (
          <Button variant="default" onClick={cancel}>
            {t('form.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
