import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { Card, CardRow } from '../../parts/screen';
import { countsIn } from './batch-part';
import { batchesQuery } from './queries';

/** What was uploaded to this site before, the newest first. */
export function EarlierUploads({ site, shown }: { site: string; shown: string | undefined }) {
  const { data } = useQuery(batchesQuery(site));
  if (!data) return null;
  const others = data.filter(({ id }) => id !== shown);
  if (others.length === 0) return shown ? null : <Empty title={t('import.noUploads')} />;
  return (
    <Card title={t('import.earlier')}>
      <ul>
        {others.map((batch) => (
          <CardRow
            key={batch.id}
            title={
              <Link to="/articles/import" search={(before) => ({ ...before, batch: batch.id })}>
                {nameOf(batch.files.map(({ fileName }) => fileName))}
              </Link>
            }
            about={
              <>
                {batch.requestedBy.name}, <When iso={batch.createdAt} />
              </>
            }
          >
            <span className="soft">{countsIn(batch) || t('import.soon')}</span>
          </CardRow>
        ))}
      </ul>
    </Card>
  );
}

function nameOf([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? first : t('import.andMore', { name: first, count: more.length });
}
