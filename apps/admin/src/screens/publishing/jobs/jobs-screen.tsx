import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';
import { hasRole, useMe } from '../../../api/session';
import { type ParkedJobPartsFragment, ParkedJobsDocument, ReleaseParkedJobDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { PUBLISHERS } from '../../../parts/roles';
import { CardRow, Screen } from '../../../parts/screen';
import { Pill } from '../../../parts/status';
import { useDecision } from '../../../parts/use-decision';
import { PublishingNav } from '../publishing-nav';

/** How often the list is read again: a job that was let go is done, or parked once more, within seconds. */
const ASK_MS = 10_000;

/** Background work that no worker could do, with the reason and a way to let it go again. */
export function JobsScreen() {
  const may = hasRole(useMe(), PUBLISHERS);
  const answer = useQuery({
    queryKey: ['parked-jobs'],
    queryFn: () => request(ParkedJobsDocument, {}),
    refetchInterval: ASK_MS,
    enabled: may,
  });
  return (
    <Screen title={t('parkedJobs.title')} about={t('parkedJobs.about')}>
      <PublishingNav />
      <div className={form.rows}>
        {may ? (
          <Loaded answer={answer} rows={3}>
            {({ parkedJobs }) => <Jobs jobs={parkedJobs} />}
          </Loaded>
        ) : (
          <Empty title={t('parkedJobs.mayNot')}>
            <p>{t('parkedJobs.mayNotWhy')}</p>
          </Empty>
        )}
      </div>
    </Screen>
  );
}

function Jobs({ jobs }: { jobs: readonly ParkedJobPartsFragment[] }) {
  if (jobs.length === 0) {
    return (
      <Empty title={t('parkedJobs.none')}>
        <p>{t('parkedJobs.noneWhy')}</p>
      </Empty>
    );
  }
  return (
    <ul>
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
    </ul>
  );
}

function JobRow({ job }: { job: ParkedJobPartsFragment }) {
  const { take, busy, refused } = useDecision((id: string) => request(ReleaseParkedJobDocument, { id }));
  const about = [
    t('parkedJobs.since', { date: writeDate(job.parkedAt, 'short') }),
    job.queue && t('parkedJobs.queue', { queue: job.queue }),
    t('parkedJobs.failures', { count: job.failures }),
    job.errorId && t('parkedJobs.error', { id: job.errorId }),
  ];
  return (
    <CardRow
      title={<code>{job.name}</code>}
      about={
        <>
          {job.reason}
          <br />
          {about.filter(Boolean).join(' · ')}
          {refused && <Notice>{refused.message}</Notice>}
        </>
      }
    >
      <Pill tone={job.blocks ? 'danger' : 'due'} icon={job.blocks ? 'stop' : 'clock'}>
        {t(job.blocks ? 'parkedJobs.blocks' : 'parkedJobs.waits')}
      </Pill>
      <Button variant="default" size="sm" loading={busy} onClick={() => take(job.id)}>
        {t('parkedJobs.release')}
        <span className="hidden-visually"> {job.name}</span>
      </Button>
    </CardRow>
  );
}
