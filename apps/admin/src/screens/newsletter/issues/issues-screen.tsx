import { NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { type IssuePartsFragment, IssuesDocument } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { LinkButton } from '../../../parts/link-button';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PagedRows } from '../../../parts/paged-rows';
import { NEWSLETTER_READERS, PUBLISHERS } from '../../../parts/roles';
import { CardRow, Screen } from '../../../parts/screen';
import { moveAmongRows, useKeys } from '../../../parts/use-keys';
import { usePages } from '../../../parts/use-pages';
import { languageName } from '../../../parts/words';
import { IssuePill } from '../issue-pill';
import { issueSentence } from '../issue-sentence';
import { ISSUE_STATUSES } from '../issue-statuses';
import { NewsletterNav } from '../newsletter-nav';

/** While something is being handed over, its numbers move. */
const ASK_MS = 5_000;

/** A site's newsletters with the state each is in. What is asked for stands in the address. */
export function IssuesScreen() {
  const site = useOneSite();
  const may = useMay(PUBLISHERS, site?.slug);
  const reads = useMay(NEWSLETTER_READERS, site?.slug);
  return (
    <Screen
      title={t('newsletter.title')}
      about={t('newsletter.about')}
      action={may && <LinkButton to="/newsletters/new">{t('issues.new')}</LinkButton>}
    >
      <NewsletterNav />
      {site && reads ? (
        <List key={site.slug} site={site.slug} composer={may} />
      ) : (
        <Empty title={t('newsletter.mayNot')}>
          <p>{t('newsletter.mayNotWhy')}</p>
        </Empty>
      )}
    </Screen>
  );
}

function List({ site, composer }: { site: string; composer: boolean }) {
  const { status } = useSearch({ from: '/frame/newsletters' });
  const navigate = useNavigate({ from: '/newsletters' });
  const answer = usePages({
    queryKey: ['issues', site, status],
    ask: (after) => request(IssuesDocument, { site, status, after }),
    infoOf: ({ issues }) => issues.pageInfo,
    everyMs: ASK_MS,
  });
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  const rows = answer.data?.pages.flatMap(({ issues }) => issues.edges.map(({ node }) => node)) ?? [];
  return (
    <>
      <search className={form.filters}>
        <NativeSelect
          aria-label={t('issues.status')}
          value={status ?? ''}
          onChange={(event) => {
            const chosen = ISSUE_STATUSES.find((one) => one === event.currentTarget.value);
            void navigate({ search: (now) => ({ ...now, status: chosen }), replace: true });
          }}
          data={[
            { value: '', label: t('issues.anyStatus') },
            ...ISSUE_STATUSES.map((value) => ({ value, label: t(`issue.${value}`) })),
          ]}
        />
        <SiteField />
      </search>
      <PagedRows
        answer={answer}
        rows={rows}
        announces={false}
        empty={
          <None
            filtered={status !== undefined}
            composer={composer}
            confirmed={answer.data?.pages[0]?.audience?.confirmed ?? 0}
          />
        }
      >
        {(one) => <Row key={one.id} one={one} />}
      </PagedRows>
    </>
  );
}

/** What to do first: people who asked for it, then an issue. */
function None({ filtered, composer, confirmed }: { filtered: boolean; composer: boolean; confirmed: number }) {
  if (filtered) {
    return (
      <Empty title={t('issues.noMatch')}>
        <p>{t('issues.noMatchWhy')}</p>
      </Empty>
    );
  }
  if (!composer) {
    return (
      <Empty title={t('issues.none')}>
        <p>{t('issues.noneToApprove')}</p>
      </Empty>
    );
  }
  return (
    <Empty title={t('issues.none')}>
      <p>{t(confirmed > 0 ? 'issues.noneWhy' : 'issues.nobodyYet')}</p>
      {confirmed > 0 ? (
        <LinkButton to="/newsletters/new">{t('issues.new')}</LinkButton>
      ) : (
        <LinkButton to="/newsletters/audience">{t('audience.title')}</LinkButton>
      )}
    </Empty>
  );
}

function Row({ one }: { one: IssuePartsFragment }) {
  const zone = one.site.timeZone;
  const language = one.site.locales.length > 0 ? languageName(one.locale, currentLanguage()) : '';
  const when = one.frozenAt
    ? t('issue.sentOn', { date: writeDate(one.frozenAt, 'full', zone) })
    : t('issue.madeBy', { name: one.createdBy.name, date: writeDate(one.createdAt, 'full', zone) });
  return (
    <CardRow
      title={
        <Link to="/newsletters/$issueId" params={{ issueId: one.id }} data-row>
          {one.subject}
        </Link>
      }
      about={[language, when, issueSentence(one)].filter(Boolean).join(' · ')}
    >
      <IssuePill status={one.status} />
    </CardRow>
  );
}
