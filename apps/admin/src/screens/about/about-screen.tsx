import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import form from '../../parts/form.module.css';
import { Loaded } from '../../parts/loaded';
import { Notice } from '../../parts/notice';
import { useMay } from '../../parts/one-site';
import { EDITORS } from '../../parts/roles';
import { Card, Screen } from '../../parts/screen';
import { AddressesCard } from './addresses-card';
import { ArchiveCard } from './archive-card';
import { ClassifyForm } from './classify-form';
import { type AboutArticle, aboutQuery } from './queries';
import { RelatedCard } from './related-card';
import { TranslationsCard } from './translations-card';

/** What an article is, apart from its words: what it is about, its addresses, its languages, its neighbours. */
export function AboutScreen() {
  const { articleId } = useParams({ from: '/frame/articles/$articleId/about' });
  const answer = useQuery(aboutQuery(articleId));
  return (
    <Screen
      title={answer.data ? answer.data.newestRevision.title || t('article.untitled') : t('about.title')}
      about={
        answer.data ? (
          <Link to="/articles/$articleId" params={{ articleId }}>
            {t('about.toText')}
          </Link>
        ) : (
          ' '
        )
      }
    >
      <Loaded answer={answer}>{(article) => (article ? <Parts article={article} /> : <Missing />)}</Loaded>
    </Screen>
  );
}

function Missing() {
  return (
    <Empty title={t('article.missing')}>
      <p>{t('article.missingWhy')}</p>
    </Empty>
  );
}

function Parts({ article }: { article: AboutArticle }) {
  const mayWrite = useMay(EDITORS, article.site.slug) && !article.archivedAt;
  return (
    <>
      {article.archivedAt && (
        <div className={form.lead}>
          <Notice tone="due">{t('about.archived')}</Notice>
        </div>
      )}
      <div className={form.columns}>
        <div className={form.stack}>
          <Card title={t('about.classify')}>
            <div className={form.pad}>
              <ClassifyForm article={article} mayWrite={mayWrite} />
            </div>
          </Card>
          <RelatedCard article={article} mayWrite={mayWrite} />
        </div>
        <div className={form.stack}>
          <TranslationsCard article={article} mayWrite={mayWrite} />
          <AddressesCard article={article} mayWrite={mayWrite} />
          <ArchiveCard article={article} />
        </div>
      </div>
    </>
  );
}
