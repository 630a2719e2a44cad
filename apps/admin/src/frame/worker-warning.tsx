import { useQuery } from '@tanstack/react-query';
import { reach } from '../api/client';
import { t } from '../messages/t';
import { Notice } from '../parts/notice';
import css from './worker-warning.module.css';

/** The server takes a worker for dead after ten seconds; asked this often, a person knows well within a minute. */
const ASK_MS = 20_000;

async function workerIsAway(): Promise<boolean> {
  const response = await reach('/health/worker');
  const { alive } = (await response.json()) as { alive?: boolean };
  return alive === false;
}

/** Above every screen while no worker runs: what was asked for does not happen then, and nothing else would say so. */
export function WorkerWarning() {
  const { data } = useQuery({ queryKey: ['worker'], queryFn: workerIsAway, refetchInterval: ASK_MS, retry: false });
  if (!data) return null;
  return (
    <div className={css.place}>
      <Notice tone="due">{t('worker.away')}</Notice>
    </div>
  );
}
