import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { OneReferenceDocument } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { When } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import { Facts } from '../../../parts/facts';
import form from '../../../parts/form.module.css';
import { FailureNotice } from '../../../parts/notice';
import { useOneSite } from '../../../parts/one-site';
import { EvidencePill } from '../../../parts/reference-picker/reference-line';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { StatusPill } from '../../../parts/status';
import { languageName } from '../../../parts/words';
import { LibraryNav } from '../library-nav';
import { GradeForm, MarkForm } from './state-forms';
import type { WholeReference } from './whole-reference';

/** One source: what it is, how good it is, what became of it, and which texts rest on it. */
export function ReferenceScreen() {
  const { referenceId } = useParams({ from: '/frame/library/references/$referenceId' });
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const answer = useQuery({
    queryKey: ['references', 'one', slug, referenceId],
    queryFn: async () => (await request(OneReferenceDocument, { site: slug, id: referenceId })).reference ?? null,
  });
  const reference = answer.data;
  return (
    <Screen
      title={reference?.title || t('library.references')}
      about={<Link to="/library/references">{t('reference.toList')}</Link>}
      action={reference && <EvidencePill status={reference.status} />}
    >
      <LibraryNav />
      {answer.isError ? (
        <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <RowsSkeleton rows={6} />
      ) : !reference ? (
        <Empty title={t('reference.missing')}>
          <p>{t('reference.missingWhy')}</p>
        </Empty>
      ) : (
        <div className={form.columns}>
          <div className={form.stack}>
            <Uses reference={reference} />
            <History reference={reference} />
          </div>
          <div className={form.stack}>
            <About reference={reference} />
            <GradeForm key={`${reference.id}-${reference.grade}`} reference={reference} site={slug} />
            <MarkForm key={`${reference.id}-${reference.status}`} reference={reference} site={slug} />
          </div>
        </div>
      )}
    </Screen>
  );
}

function About({ reference }: { reference: WholeReference }) {
  const { pmid, doi, url, supersededBy } = reference;
  const outward = (href: string, words: string) => (
    <a href={href} target="_blank" rel="noreferrer">
      {words}
    </a>
  );
  const checked = reference.checkedAt ? <When iso={reference.checkedAt} style="day" /> : null;
  const newer = supersededBy && (
    <Link to="/library/references/$referenceId" params={{ referenceId: supersededBy.id }}>
      {supersededBy.title}
    </Link>
  );
  return (
    <Card title={t('reference.facts')}>
      <Facts
        rows={[
          [t('reference.source'), reference.source],
          [t('reference.year'), reference.year === null ? null : String(reference.year)],
          [t('reference.pmid'), pmid ? outward(`https://pubmed.ncbi.nlm.nih.gov/${pmid}/`, pmid) : null],
          [t('reference.doi'), doi ? outward(`https://doi.org/${doi}`, doi) : null],
          [t('reference.url'), url ? outward(url, url) : null],
          [t('reference.checked'), checked],
          [t('reference.newer'), newer],
        ]}
      />
    </Card>
  );
}

function Uses({ reference }: { reference: WholeReference }) {
  return (
    <Card title={t('reference.uses', { count: reference.usedIn.length })}>
      {reference.usedIn.length === 0 ? (
        <Empty title={t('reference.usedNowhere')}>
          <p>{t('reference.usedNowhereWhy')}</p>
        </Empty>
      ) : (
        <ul>
          {reference.usedIn.map(({ article, locale, isLive }) => (
            <CardRow
              key={`${article.id}-${locale}`}
              title={
                <Link to="/articles/$articleId" params={{ articleId: article.id }} search={{ locale }}>
                  {article.newestRevision.title || t('article.untitled')}
                </Link>
              }
              about={[languageName(locale, currentLanguage()), isLive ? t('uses.live') : t('uses.newest')].join(' · ')}
            >
              <StatusPill status={article.status} />
            </CardRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

function History({ reference }: { reference: WholeReference }) {
  if (reference.history.length === 0) return null;
  return (
    <Card title={t('reference.history')}>
      <ul>
        {reference.history.map((entry) => (
          <CardRow
            key={entry.id}
            title={entry.reason ?? t(`evidence.${entry.status}`)}
            about={
              <>
                {entry.by?.name ?? entry.source}, <When iso={entry.statedAt} />
              </>
            }
          >
            <EvidencePill status={entry.status} />
          </CardRow>
        ))}
      </ul>
    </Card>
  );
}
