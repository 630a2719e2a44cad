import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import {
  ArchiveTermDocument,
  OneTermDocument,
  type OneTermQuery,
  TermsDocument,
  UnarchiveTermDocument,
} from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import { Facts } from '../../../parts/facts';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { StatusPill } from '../../../parts/status';
import { languageName } from '../../../parts/words';
import { useDecision } from '../../article/use-decision';
import { LibraryNav } from '../library-nav';
import { MergeForm } from './merge-form';
import { TermForm } from './term-form';
import { CODE_SYSTEMS, termLabel } from './term-words';

type Term = NonNullable<OneTermQuery['taxonomyTerm']>;

interface TermProps {
  readonly term: Term;
  readonly site: string;
}

/** One term: what it is called, its codes, and the articles that have it. */
export function TermScreen() {
  const { termId } = useParams({ from: '/frame/library/terms/$termId' });
  const site = useOneSite()?.slug ?? '';
  const may = useMay(PUBLISHERS, site);
  const answer = useQuery({
    queryKey: ['terms', 'one', site, termId],
    queryFn: async () => (await request(OneTermDocument, { site, id: termId })).taxonomyTerm ?? null,
  });
  const term = answer.data;
  return (
    <Screen
      title={term ? termLabel(term) : t('library.terms')}
      about={term ? t(`terms.kind.${term.kind}`) : <Link to="/library/terms">{t('terms.toList')}</Link>}
    >
      <LibraryNav />
      <Loaded answer={answer}>
        {(found) =>
          found ? (
            <div className={form.columns}>
              <div className={form.stack}>
                <Card title={t('terms.words')}>
                  <div className={form.pad}>
                    {found.common || !may ? <Words term={found} may={may} /> : <Editable term={found} site={site} />}
                  </div>
                </Card>
              </div>
              <div className={form.stack}>
                <Uses term={found} />
                {may && !found.common && <MergeForm term={found} site={site} />}
                {may && <Retire term={found} site={site} />}
              </div>
            </div>
          ) : (
            <Empty title={t('terms.missing')}>
              <p>{t('terms.missingWhy')}</p>
            </Empty>
          )
        }
      </Loaded>
    </Screen>
  );
}

function Editable({ term, site }: TermProps) {
  const [saved, setSaved] = useState(false);
  const others = useQuery({
    queryKey: ['terms', 'kind', site, term.kind],
    queryFn: async () =>
      (await request(TermsDocument, { site, kind: term.kind })).taxonomyTerms.edges.map(({ node }) => node),
  });
  return (
    <>
      <TermForm site={site} kind={term.kind} term={term} others={others.data ?? []} saved={() => setSaved(true)} />
      {saved && <Notice tone="good">{t('media.saved')}</Notice>}
    </>
  );
}

function Words({ term, may }: { term: Term; may: boolean }) {
  return (
    <>
      <p className="soft">{term.common ? t('terms.commonWhy') : may ? '' : t('terms.who')}</p>
      <Facts
        rows={[
          ...term.labels.map(
            ({ locale, label, synonyms }) =>
              [languageName(locale, currentLanguage()), [label, ...synonyms].join(' · ')] as const,
          ),
          ...term.codes.map(({ system, code, status, replacedBy }) => {
            const after = status === 'RETIRED' ? ` ${t('terms.retired', { codes: replacedBy.join(', ') })}` : '';
            return [CODE_SYSTEMS[system], code + after] as const;
          }),
        ]}
      />
    </>
  );
}

function Uses({ term }: { term: Term }) {
  return (
    <Card title={t('terms.uses', { count: term.articles.length })}>
      <ul>
        {term.articles.map((article) => (
          <CardRow
            key={article.id}
            title={
              <Link to="/articles/$articleId" params={{ articleId: article.id }}>
                {article.newestRevision.title || t('article.untitled')}
              </Link>
            }
          >
            <StatusPill status={article.status} />
          </CardRow>
        ))}
      </ul>
    </Card>
  );
}

/** Takes a term out of what the site offers, or offers it again; articles that have it keep it. */
function Retire({ term, site }: TermProps) {
  const input = { site, termId: term.id };
  const { take, busy, refused } = useDecision(() =>
    term.archived ? request(UnarchiveTermDocument, { input }) : request(ArchiveTermDocument, { input }),
  );
  return (
    <Card title={t('terms.retireTitle')}>
      <div className={`${form.form} ${form.pad}`}>
        <p className="soft">{term.archived ? t('terms.offerWhy') : t('terms.retireWhy')}</p>
        {refused && <Notice>{refused.message}</Notice>}
        <div>
          <Button variant="default" loading={busy} onClick={() => take(undefined)}>
            {term.archived ? t('terms.offer') : t('terms.retire')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
