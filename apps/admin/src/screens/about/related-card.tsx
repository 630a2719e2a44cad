import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/client';
import { SetRelatedArticlesDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import form from '../../parts/form.module.css';
import { Icon } from '../../parts/icons';
import { Loaded } from '../../parts/loaded';
import { Notice } from '../../parts/notice';
import { Card, CardRow } from '../../parts/screen';
import { SearchField } from '../../parts/search-field';
import { StatusPill } from '../../parts/status';
import { useDecision } from '../../parts/use-decision';
import css from './about.module.css';
import { type AboutArticle, type Neighbour, neighboursQuery, relatedQuery } from './queries';

/** Which articles stand beside this one: those somebody put there, in their order, then the most alike. */
export function RelatedCard({ article, mayWrite }: { article: AboutArticle; mayWrite: boolean }) {
  const answer = useQuery(relatedQuery(article.id, article.newestRevision.locale));
  const [adding, setAdding] = useState(false);
  const { take, busy, refused } = useDecision(
    (relatedIds: readonly string[]) =>
      request(SetRelatedArticlesDocument, { input: { articleId: article.id, relatedIds: [...relatedIds] } }),
    () => setAdding(false),
  );
  const byHand = (answer.data ?? []).filter((one) => one.byHand).map((one) => one.article);
  const ids = byHand.map(({ id }) => id);
  return (
    <Card
      title={t('related.title')}
      aside={
        mayWrite &&
        !adding && (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t('related.add')}
          </Button>
        )
      }
    >
      {(adding || refused) && (
        <div className={`${form.form} ${form.pad}`}>
          {refused && <Notice>{refused.message}</Notice>}
          {adding && (
            <FindNeighbour
              site={article.site.slug}
              without={[article.id, ...ids]}
              add={(id) => take([...ids, id])}
              close={() => setAdding(false)}
            />
          )}
        </div>
      )}
      <Loaded answer={answer} rows={3}>
        {(related) =>
          related.length === 0 ? (
            <p className={`${form.pad} soft`}>{t('related.none')}</p>
          ) : (
            <ul>
              {related.map(({ article: one, byHand: put }) => (
                <CardRow key={one.id} title={<Title of={one} />} about={put ? t('related.byHand') : t('related.alike')}>
                  <StatusPill status={one.status} />
                  {put && mayWrite && <Order {...{ ids, one, busy, take }} />}
                </CardRow>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Title({ of: { id, newestRevision } }: { of: Neighbour }) {
  return (
    <Link to="/articles/$articleId" params={{ articleId: id }}>
      {newestRevision.title || t('article.untitled')}
    </Link>
  );
}

interface OrderProps {
  readonly ids: readonly string[];
  readonly one: Neighbour;
  readonly busy: boolean;
  readonly take: (ids: readonly string[]) => void;
}

function Order({ ids, one, busy, take }: OrderProps) {
  const at = ids.indexOf(one.id);
  const without = ids.filter((id) => id !== one.id);
  const title = one.newestRevision.title || t('article.untitled');
  return (
    <span className={css.order}>
      <button
        type="button"
        aria-label={t('related.up', { title })}
        disabled={busy || at === 0}
        onClick={() => take([...ids.slice(0, at - 1), one.id, ids[at - 1] ?? '', ...ids.slice(at + 1)])}
      >
        ↑
      </button>
      <button
        type="button"
        aria-label={t('about.takeOff', { name: title })}
        disabled={busy}
        onClick={() => take(without)}
      >
        <Icon name="close" size={14} />
      </button>
    </span>
  );
}

interface FindProps {
  readonly site: string;
  readonly without: readonly string[];
  readonly add: (id: string) => void;
  readonly close: () => void;
}

function FindNeighbour({ site, without, add, close }: FindProps) {
  const [search, setSearch] = useState<string>();
  const { data } = useQuery(neighboursQuery(site, search));
  const found = (data ?? []).filter(({ id }) => !without.includes(id));
  return (
    <>
      <SearchField label={t('related.search')} value={search} onSearch={setSearch} />
      {data && found.length === 0 && <p className="soft">{t('related.noMatch')}</p>}
      <ul className={css.found} aria-label={t('related.found')}>
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => add(one.id)}>
              {one.newestRevision.title || t('article.untitled')}
            </button>
          </li>
        ))}
      </ul>
      <div>
        <Button variant="default" size="xs" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </>
  );
}
