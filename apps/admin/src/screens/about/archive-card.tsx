import { Button } from '@mantine/core';
import { request } from '../../api/client';
import { ArchiveArticleDocument, UnarchiveArticleDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import form from '../../parts/form.module.css';
import { Notice } from '../../parts/notice';
import { useMay } from '../../parts/one-site';
import { IMPORTERS } from '../../parts/roles';
import { Card } from '../../parts/screen';
import { useDecision } from '../../parts/use-decision';
import type { AboutArticle } from './queries';

/** Puts an article away that nobody needs any more, or takes it out again. Nothing of it is lost. */
export function ArchiveCard({ article: { id, archivedAt, site } }: { article: AboutArticle }) {
  const may = useMay(IMPORTERS, site.slug);
  const { take, busy, refused } = useDecision(() =>
    archivedAt ? request(UnarchiveArticleDocument, { id }) : request(ArchiveArticleDocument, { id }),
  );
  if (!may) return null;
  return (
    <Card title={t(archivedAt ? 'archive.outTitle' : 'archive.title')}>
      <div className={`${form.form} ${form.pad}`}>
        <p className="soft">{t(archivedAt ? 'archive.outWhy' : 'archive.why')}</p>
        {refused && <Notice>{refused.message}</Notice>}
        <div>
          <Button variant="default" loading={busy} onClick={() => take(undefined)}>
            {t(archivedAt ? 'archive.out' : 'archive.put')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
