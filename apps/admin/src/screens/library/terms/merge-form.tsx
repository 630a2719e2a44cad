import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import { MergeTermDocument, type OneTermQuery } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { Card } from '../../../parts/screen';
import { useDecision } from '../../article/use-decision';
import { allTerms } from './all-terms';
import { termLabel } from './term-words';

interface MergeFormProps {
  readonly term: NonNullable<OneTermQuery['taxonomyTerm']>;
  readonly site: string;
}

/** Lets a site's own term go up into another one. It says what happens before it does, since nobody can undo it. */
export function MergeForm({ term, site }: MergeFormProps) {
  const navigate = useNavigate();
  const [intoId, setIntoId] = useState<string | null>(null);
  const others = useQuery({
    queryKey: ['terms', 'all', site, term.kind],
    queryFn: () => allTerms(site, term.kind, undefined),
  });
  const offered = (others.data ?? []).filter(({ id, archived }) => id !== term.id && !archived);
  const into = offered.find(({ id }) => id === intoId);
  const { take, busy, refused } = useDecision(async () => {
    const answer = await request(MergeTermDocument, { input: { termId: term.id, intoId: intoId! } });
    if (answer.result.__typename === 'Term') {
      await navigate({ to: '/library/terms/$termId', params: { termId: answer.result.id }, search: true });
    }
    return answer;
  });
  return (
    <Card title={t('terms.mergeTitle')}>
      <form
        className={`${form.form} ${form.pad}`}
        onSubmit={(event) => {
          event.preventDefault();
          take(undefined);
        }}
      >
        <p className="soft">{t('terms.mergeWhy')}</p>
        <Select
          label={t('terms.mergeInto')}
          placeholder={t('terms.mergeChoose')}
          searchable
          data={offered.map((one) => ({ value: one.id, label: termLabel(one) }))}
          value={intoId}
          onChange={setIntoId}
        />
        {into && (
          <p>
            {t('terms.mergeConfirm', { from: termLabel(term), into: termLabel(into), count: term.articles.length })}
          </p>
        )}
        {refused && <Notice>{refused.message}</Notice>}
        <div>
          <Button type="submit" variant="default" loading={busy} disabled={!into}>
            {t('terms.merge')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
