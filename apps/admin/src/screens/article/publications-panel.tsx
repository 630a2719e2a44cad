import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import { rolesAt, useMe } from '../../api/session';
import { PublicationOutcomeDocument, ReinstatePublicationDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { LinkButton } from '../../parts/link-button';
import { Notice } from '../../parts/notice';
import { PUBLISHERS, WITHDRAWERS } from '../../parts/roles';
import { PublicationPill } from '../../parts/status';
import { useDecision } from '../../parts/use-decision';
import { DeliveryPill } from '../publishing/deliveries/delivery-pill';
import { EndForm } from '../publishing/publish/end-form';
import { AcceptButton, HoldForm } from '../publishing/publish/hold-form';
import { ScheduleParts } from '../publishing/publish/schedule-parts';
import type { Article } from './queries';
import css from './rail.module.css';

type Publication = Article['publications'][number];

/** What waits for its time, where the article is live and was live, newest first. */
export function PublicationsPanel({ article }: { article: Article }) {
  const me = useMe();
  const mayRecall = WITHDRAWERS.some((role) => rolesAt(me, article.site.slug).has(role));
  return (
    <>
      <ScheduleParts article={article} />
      {article.publications.length === 0 && (
        <Empty title={t('live.none')}>
          <p>{t('live.noneWhy')}</p>
        </Empty>
      )}
      {article.publications.map((one, at) => (
        <PublicationPart key={one.id} one={one} isNewest={isNewest(article, at)} update={updateOf(article, one)} />
      ))}
      {mayRecall && article.publications.length > 0 && (
        <div className={css.part}>
          <h3>{t('recall.offer')}</h3>
          <p className={css.small}>{t('recall.offerWhy')}</p>
          <div className={css.steps}>
            <LinkButton
              size="xs"
              variant="default"
              to="/publishing/recalls/new"
              search={{ article: article.id, locale: article.newestRevision.locale }}
            >
              {t('recall.open')}
            </LinkButton>
          </div>
        </div>
      )}
    </>
  );
}

/** True for the latest publication on its site: only that one can be put live again. */
function isNewest({ publications }: Article, at: number): boolean {
  const site = publications[at]?.site.slug;
  return publications.findIndex((one) => one.site.slug === site) === at;
}

/** The newest text when it is approved and the site shows another one. */
function updateOf({ newestRevision, approval }: Article, { contentHash }: Publication) {
  const { id, number, contentHash: newest } = newestRevision;
  return approval?.contentHash === newest && newest !== contentHash ? { id, number } : undefined;
}

interface PartProps {
  readonly one: Publication;
  readonly isNewest: boolean;
  readonly update: ReturnType<typeof updateOf>;
}

function PublicationPart({ one, isNewest: newest, update }: PartProps) {
  const me = useMe();
  const [form, setForm] = useState<'end' | 'hold'>();
  const close = () => setForm(undefined);
  const again = useDecision((publicationId: string) => request(ReinstatePublicationDocument, { publicationId }));
  const mayPublish = PUBLISHERS.some((role) => rolesAt(me, one.site.slug).has(role));
  return (
    <div className={css.part}>
      <div className={css.partHead}>
        <h3>
          {one.site.name}, {t('live.revision', { number: one.revision.number })}
        </h3>
        <PublicationPill state={one.state} />
      </div>
      <dl className={css.facts}>
        <dt>{t('live.from')}</dt>
        <dd>
          <When iso={one.liveFrom} style="full" zone={one.site.timeZone} />
        </dd>
        {(one.liveUntil ?? one.endsAt) && (
          <>
            <dt>{t('live.until')}</dt>
            <dd>
              <When iso={(one.liveUntil ?? one.endsAt) as string} style="full" zone={one.site.timeZone} />
            </dd>
          </>
        )}
        <dt>{t('live.by')}</dt>
        <dd>{one.publishedBy.name}</dd>
        {one.hold && (
          <>
            <dt>{t('hold.kept')}</dt>
            <dd>
              <When iso={one.hold.until} style="full" zone={one.site.timeZone} />
              <br />
              {t('hold.by', { reason: one.hold.reason, name: one.hold.heldBy.name })}
            </dd>
          </>
        )}
        {one.withdrawnReason && (
          <>
            <dt>{t('live.reason')}</dt>
            <dd>{one.withdrawnReason}</dd>
          </>
        )}
        {one.state === 'LIVE' && (
          <>
            <dt>{t('live.page')}</dt>
            <dd>
              <a href={one.pageUrl} target="_blank" rel="noreferrer">
                {one.pageUrl.replace(/^https?:\/\//, '')}
              </a>
            </dd>
          </>
        )}
      </dl>
      {mayPublish && one.state !== 'REPLACED' && newest && <Told id={one.id} />}
      {form === 'end' && <EndForm one={one} close={close} />}
      {form === 'hold' && <HoldForm one={one} close={close} />}
      {again.refused && <Notice>{again.refused.message}</Notice>}
      {mayPublish && !form && newest && (
        <div className={css.steps}>
          {one.state === 'LIVE' && (
            <>
              <Button size="xs" variant="default" onClick={() => setForm('end')}>
                {one.endsAt ? t('end.change') : t('end.set')}
              </Button>
              <Button size="xs" variant="default" onClick={() => setForm('hold')}>
                {one.hold ? t('hold.change') : t('hold.set')}
              </Button>
              {one.hold && <AcceptButton one={one} update={update} />}
            </>
          )}
          {one.state === 'WITHDRAWN' && (
            <Button size="xs" variant="default" loading={again.busy} onClick={() => again.take(one.id)}>
              {t('reinstate.action')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Whom it was told, and how that stands. */
function Told({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ['outcome', id],
    queryFn: async () => (await request(PublicationOutcomeDocument, { id })).publication,
  });
  if (!data || data.deliveries.length === 0) return null;
  return (
    <ul className="plain">
      {data.deliveries.map((delivery) => (
        <li key={delivery.id} className={css.partHead}>
          <span className={css.small}>
            {delivery.destination.name}: {t(`operation.${delivery.operation}`)}
          </span>
          <DeliveryPill state={delivery.state} />
        </li>
      ))}
    </ul>
  );
}
