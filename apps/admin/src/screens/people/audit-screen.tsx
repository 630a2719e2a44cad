import { Button, NativeSelect, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/client';
import { AuditChainDocument, AuditLogDocument, StaffListDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import form from '../../parts/form.module.css';
import { FailureNotice, failureSentence, Notice } from '../../parts/notice';
import { SiteField, useOneSite } from '../../parts/one-site';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { CardRow, Screen } from '../../parts/screen';
import { saveCsv } from '../../parts/spreadsheet';
import { Pill } from '../../parts/status';
import { ACTIONS, type AuditLine, actionWords, actorWords, csvOf, subjectPath } from './audit-words';
import { PeopleNav } from './people-nav';

const PAGE = 50;
const EXPORT_PAGE = 100;

function useFilter() {
  const site = useOneSite();
  const { who, what, about, from, until } = useSearch({ from: '/frame/settings/audit' });
  const filter = {
    ...{ actorId: who, action: what, subjectId: about },
    from: from && new Date(`${from}T00:00:00`).toISOString(),
    // The day that is named is part of it.
    until: until && new Date(new Date(`${until}T00:00:00`).getTime() + 24 * 3_600_000).toISOString(),
  };
  return { site: site?.slug, filter };
}

/** Who changed what. What is asked for stands in the address. */
export function AuditScreen() {
  const asked = useFilter();
  const answer = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam }) => request(AuditLogDocument, { ...asked, first: PAGE, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ auditEntries: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const lines = answer.data?.pages.flatMap(({ auditEntries }) => auditEntries.edges.map(({ node }) => node)) ?? [];
  return (
    <Screen title={t('audit.title')} about={t('audit.about')} action={<ExportButton asked={asked} />}>
      <PeopleNav />
      <ChainState />
      <Filters />
      <div className={form.rows} aria-busy={answer.isFetching}>
        {answer.isError ? (
          <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
        ) : answer.isPending ? (
          <RowsSkeleton rows={10} />
        ) : lines.length === 0 ? (
          <Empty title={t('audit.none')}>
            <p>{t('audit.noneWhy')}</p>
          </Empty>
        ) : (
          <ul>
            {lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </ul>
        )}
      </div>
      {answer.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={answer.isFetchingNextPage}
          onClick={() => void answer.fetchNextPage()}
        >
          {t('articles.more')}
        </Button>
      )}
    </Screen>
  );
}

function Line({ line }: { line: AuditLine }) {
  const path = subjectPath(line);
  const roles = line.roles.map((role) => t(`role.${role}`)).join(', ');
  return (
    <CardRow
      title={`${actorWords(line)}: ${actionWords(line.action)}`}
      about={
        <>
          <When iso={line.at} style="full" zone={line.site?.timeZone} />
          {[roles, line.site?.name, line.origin && t('audit.by', { origin: line.origin }), line.address]
            .filter(Boolean)
            .map((part) => ` · ${part}`)
            .join('')}
        </>
      }
    >
      {path && <Link to={path as '/'}>{t('audit.open')}</Link>}
    </CardRow>
  );
}

function ChainState() {
  const check = useQuery({
    queryKey: ['audit-chain'],
    queryFn: async () => (await request(AuditChainDocument, {})).auditChain ?? null,
    enabled: false,
  });
  const report = check.data;
  return (
    <div className={form.filters}>
      <div className={form.bar}>
        <Button variant="default" size="xs" loading={check.isFetching} onClick={() => void check.refetch()}>
          {t('audit.check')}
        </Button>
        {check.isError && <Notice>{failureSentence(check.error)}</Notice>}
        {report &&
          (report.faults === 0 ? (
            <Pill tone="good" icon="check">
              {t('audit.sound', { count: report.lines })}
            </Pill>
          ) : (
            <Pill tone="danger" icon="stop">
              {t('audit.broken', { count: report.faults })}
            </Pill>
          ))}
        {report && <span className="soft code">{report.head}</span>}
      </div>
    </div>
  );
}

function Filters() {
  const { who, what, about, from, until } = useSearch({ from: '/frame/settings/audit' });
  const navigate = useNavigate({ from: '/settings/audit' });
  const site = useOneSite()?.slug ?? '';
  const people = useQuery({ queryKey: ['staff', site], queryFn: () => request(StaffListDocument, { site }) });
  const set = (part: object) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  return (
    <search className={form.filters}>
      <NativeSelect
        aria-label={t('audit.what')}
        value={what ?? ''}
        onChange={(event) => set({ what: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('audit.anything') },
          ...ACTIONS.map((value) => ({ value, label: actionWords(value) })),
        ]}
      />
      <NativeSelect
        aria-label={t('audit.who')}
        value={who ?? ''}
        onChange={(event) => set({ who: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('audit.anybody') },
          ...(people.data?.staff ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <SiteField />
      <TextInput
        type="date"
        aria-label={t('audit.from')}
        value={from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        aria-label={t('audit.until')}
        value={until ?? ''}
        onChange={(event) => set({ until: event.currentTarget.value || undefined })}
      />
      <TextInput
        aria-label={t('audit.subject')}
        placeholder={t('audit.subject')}
        value={about ?? ''}
        onChange={(event) => set({ about: event.currentTarget.value.trim() || undefined })}
      />
    </search>
  );
}

/** Everything the filter finds, as a file for a spreadsheet. */
function ExportButton({ asked }: { asked: ReturnType<typeof useFilter> }) {
  const [count, setCount] = useState<number>();
  const [wrong, setWrong] = useState<unknown>();
  const save = async () => {
    setWrong(undefined);
    setCount(0);
    try {
      const lines: AuditLine[] = [];
      let after: string | null | undefined;
      do {
        const { auditEntries } = await request(AuditLogDocument, { ...asked, first: EXPORT_PAGE, after });
        lines.push(...auditEntries.edges.map(({ node }) => node));
        setCount(lines.length);
        after = auditEntries.pageInfo.hasNextPage ? auditEntries.pageInfo.endCursor : null;
      } while (after);
      saveCsv('audit.csv', csvOf(lines));
    } catch (error) {
      setWrong(error);
    } finally {
      setCount(undefined);
    }
  };
  return (
    <div>
      <Button variant="default" disabled={count !== undefined} onClick={() => void save()}>
        {count === undefined ? t('audit.export') : t('audit.exporting', { count })}
      </Button>
      {wrong !== undefined && <Notice>{failureSentence(wrong)}</Notice>}
    </div>
  );
}
