import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../messages/t';
import { Card, CardRow } from '../../parts/screen';
import { StatusPill } from '../../parts/status';
import { waitingArticlesQuery } from './queries';

/** Live articles past their review date. Not there at all while there are none. */
export function Overdue({ site }: { site: string | undefined }) {
  const { data } = useQuery(waitingArticlesQuery(site));
  if (!data || data.overdue.totalCount === 0) return null;
  return (
    <Card
      title={t('home.overdue')}
      aside={
        <Link to="/articles" search={{ status: 'OVERDUE' }}>
          {t('home.allOverdue', { count: data.overdue.totalCount })}
        </Link>
      }
    >
      <ul>
        {data.overdue.edges.map(({ node }) => (
          <CardRow
            key={node.id}
            title={
              <Link to="/articles/$articleId" params={{ articleId: node.id }} search={{ tab: 'review' }}>
                {node.newestRevision.title}
              </Link>
            }
            about={node.site.name}
          >
            <StatusPill status={node.status} />
          </CardRow>
        ))}
      </ul>
    </Card>
  );
}
