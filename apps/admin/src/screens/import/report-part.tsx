import { useQuery } from '@tanstack/react-query';
import { t } from '../../messages/t';
import { FailureNotice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { type Drop, DropsPart } from './drops-part';
import css from './import-screen.module.css';
import { MovesPart } from './moves-part';
import { reportQuery } from './queries';
import { RightsPart } from './rights-part';
import { SettlePart } from './settle-part';

/** What an import knows of one article: who owns it, what looks like advertising, and every line that was left out. */
export function ReportPart({ recordId, articleId }: { recordId: string; articleId: string }) {
  const answer = useQuery(reportQuery(recordId, articleId));
  if (answer.isError) return <FailureNotice error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.isPending) return <RowsSkeleton rows={3} height={40} />;
  const { record, article } = answer.data;
  if (!record || !article) return <p className={css.none}>{t('import.noReport')}</p>;
  const { drops = [] } = record.report as { drops?: readonly Drop[] };
  return (
    <div className={css.report}>
      <SettlePart record={record} newest={article.newestRevision} />
      <RightsPart record={record} />
      <MovesPart revision={article.newestRevision} />
      <DropsPart recordId={record.id} drops={drops} />
    </div>
  );
}
