import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import {
  CodeLookupDocument,
  type CodeSystem,
  ContentTypesDocument,
  type TermKind,
  type TermPartsFragment,
} from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { SearchField } from '../../../parts/search-field';
import { Pill } from '../../../parts/status';
import { moveAmongRows, useKeys } from '../../../parts/use-keys';
import { LibraryNav } from '../library-nav';
import { allTerms } from './all-terms';
import { TermForm } from './term-form';
import { CODE_SYSTEMS, inTree, TERM_KINDS, termLabel } from './term-words';
import css from './terms.module.css';

/** The words that articles are sorted by, as trees. */
export function TermsScreen() {
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const { q, kind = 'TOPIC' } = useSearch({ from: '/frame/library/terms' });
  const navigate = useNavigate({ from: '/library/terms' });
  const may = useMay(PUBLISHERS, slug);
  const [adding, setAdding] = useState(false);
  const answer = useQuery({ queryKey: ['terms', slug, kind, q], queryFn: () => allTerms(slug, kind, q) });
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  return (
    <Screen
      title={t('library.terms')}
      about={t('terms.about')}
      action={may && !adding && <Button onClick={() => setAdding(true)}>{t('terms.new')}</Button>}
    >
      <LibraryNav />
      {adding && (
        <div className={form.box}>
          <TermForm
            site={slug}
            kind={kind}
            others={answer.data ?? []}
            cancel={() => setAdding(false)}
            saved={(id) => void navigate({ to: '/library/terms/$termId', params: { termId: id } })}
          />
        </div>
      )}
      <search className={form.filters}>
        <SearchField
          label={t('terms.search')}
          value={q}
          onSearch={(words) => void navigate({ search: (now) => ({ ...now, q: words }), replace: true })}
        />
        <SiteField />
        <NativeSelect
          aria-label={t('terms.kind')}
          value={kind}
          onChange={(event) => {
            const chosen = event.currentTarget.value as TermKind;
            void navigate({ search: (now) => ({ ...now, kind: chosen }) });
          }}
          data={TERM_KINDS.map((value) => ({ value, label: t(`terms.kind.${value}`) }))}
        />
      </search>
      <div className={form.stack}>
        <div className={form.rows}>
          <Loaded answer={answer}>
            {(terms) =>
              terms.length === 0 ? (
                <Empty title={t('terms.none')}>
                  <p>{t('terms.noneWhy')}</p>
                </Empty>
              ) : (
                <ul>
                  {inTree(terms).map(({ term, depth }) => (
                    <TermRow key={term.id} term={term} depth={depth} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        </div>
        {kind === 'CONDITION' && <CodeLookup site={slug} />}
        <ContentTypes />
      </div>
    </Screen>
  );
}

function TermRow({ term, depth }: { term: TermPartsFragment; depth: number }) {
  const codes = term.codes.map(({ system, code }) => `${CODE_SYSTEMS[system]} ${code}`);
  const synonyms = term.labels.flatMap((label) => label.synonyms);
  return (
    <CardRow
      title={
        <span className={css.depth} data-depth={Math.min(depth, 4)}>
          <Link to="/library/terms/$termId" params={{ termId: term.id }} data-row>
            {termLabel(term)}
          </Link>
        </span>
      }
      about={[...codes, ...synonyms.slice(0, 4)].join(' · ')}
    >
      {term.archived && (
        <Pill tone="neutral" icon="off">
          {t('media.archived')}
        </Pill>
      )}
      <Pill tone="neutral">{term.common ? t('terms.common') : t('terms.own')}</Pill>
    </CardRow>
  );
}

/** Which terms stand behind a code from an electronic record. */
function CodeLookup({ site }: { site: string }) {
  const [system, setSystem] = useState<CodeSystem>('ICD_10_CM');
  const [code, setCode] = useState('');
  const answer = useQuery({
    queryKey: ['code', site, system, code],
    queryFn: async () => (await request(CodeLookupDocument, { site, system, code })).termsOfCode ?? null,
    enabled: code.trim().length > 1,
  });
  return (
    <Card title={t('terms.lookUp')}>
      <div className={`${form.form} ${form.pad}`}>
        <div className={form.pair}>
          <NativeSelect
            label={t('terms.system')}
            value={system}
            onChange={(event) => setSystem(event.currentTarget.value as CodeSystem)}
            data={Object.entries(CODE_SYSTEMS).map(([value, label]) => ({ value, label }))}
          />
          <TextInput label={t('terms.code')} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        </div>
        {answer.data === null && <p className="soft">{t('terms.notACode')}</p>}
        {answer.data && (
          <p>
            <strong>{answer.data.asked}</strong>: {t(`terms.match.${answer.data.match}`)} {answer.data.codes.join(', ')}
            {answer.data.terms.map((term) => (
              <span key={term.id}>
                {' · '}
                <Link to="/library/terms/$termId" params={{ termId: term.id }}>
                  {termLabel(term)}
                </Link>
              </span>
            ))}
          </p>
        )}
      </div>
    </Card>
  );
}

/** The kinds of text there are, and what each needs before a review. */
function ContentTypes() {
  const answer = useQuery({ queryKey: ['content-types'], queryFn: () => request(ContentTypesDocument, {}) });
  return (
    <Card title={t('terms.contentTypes')}>
      <Loaded answer={answer}>
        {({ contentTypes }) => (
          <ul>
            {contentTypes.map((type) => (
              <CardRow
                key={type.key}
                title={type.name}
                about={[type.purpose, ...type.required.map(({ says }) => t('terms.needs', { what: says }))].join(' · ')}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
