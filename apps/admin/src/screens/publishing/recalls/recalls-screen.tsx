import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { useMe } from '../../../api/session';
import {
  ConfirmWithdrawalDocument,
  RecallsDocument,
  type RecallsQuery,
  ReinstatePublicationDocument,
} from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS, WITHDRAWERS } from '../../../parts/roles';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { Pill } from '../../../parts/status';
import { useDecision } from '../../../parts/use-decision';
import { PublishingNav } from '../publishing-nav';

type Withdrawal = RecallsQuery['withdrawalsToConfirm'][number];

/** Withdrawals that need a second person, and every recall of a site. */
export function RecallsScreen() {
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const zone = site?.timeZone ?? 'UTC';
  const answer = useQuery({ queryKey: ['recalls', slug], queryFn: () => request(RecallsDocument, { site: slug }) });
  return (
    <Screen title={t('recalls.title')} about={t('recalls.about')}>
      <PublishingNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      <Loaded answer={answer} rows={4}>
        {({ recalls, withdrawalsToConfirm }) => (
          <div className={form.stack}>
            {withdrawalsToConfirm.length > 0 && (
              <Card title={t('recalls.toConfirm')}>
                <ul>
                  {withdrawalsToConfirm.map((one) => (
                    <ToConfirm key={one.publication.id} one={one} site={slug} zone={zone} />
                  ))}
                </ul>
              </Card>
            )}
            <Card title={t('recalls.all')}>
              {recalls.edges.length === 0 ? (
                <Empty title={t('recalls.none')}>
                  <p>{t('recalls.noneWhy')}</p>
                </Empty>
              ) : (
                <ul>
                  {recalls.edges.map(({ node }) => (
                    <CardRow
                      key={node.id}
                      title={
                        <Link to="/publishing/recalls/$recallId" params={{ recallId: node.id }} data-row>
                          {node.revisions[0]?.title ?? t('recalls.title')}
                        </Link>
                      }
                      about={`${node.openedBy.name} · ${writeDate(node.openedAt, 'full', zone)} · ${node.reason}`}
                    >
                      <Pill
                        tone={node.state === 'CORRECTED' ? 'good' : 'danger'}
                        icon={node.state === 'CORRECTED' ? 'check' : 'stop'}
                      >
                        {t(`recall.${node.state}`)}
                      </Pill>
                    </CardRow>
                  ))}
                </ul>
              )}
            </Card>
          </div>
        )}
      </Loaded>
    </Screen>
  );
}

function ToConfirm({ one, site, zone }: { one: Withdrawal; site: string; zone: string }) {
  const me = useMe();
  const { id, article, revision, locale, withdrawnReason } = one.publication;
  const agree = useDecision((publicationId: string) => request(ConfirmWithdrawalDocument, { publicationId }));
  const again = useDecision((publicationId: string) => request(ReinstatePublicationDocument, { publicationId }));
  const refused = agree.refused ?? again.refused;
  const own = one.withdrawnBy.id === me.id;
  const mayAgree = useMay(WITHDRAWERS, site) && !own;
  const mayReinstate = useMay(PUBLISHERS, site) && !own;
  const late = Date.parse(one.dueAt) <= Date.now();
  return (
    <CardRow
      title={
        <Link to="/articles/$articleId" params={{ articleId: article.id }} search={{ tab: 'live', locale }} data-row>
          {revision.title}
        </Link>
      }
      about={
        <>
          {t('recalls.withdrawn', { name: one.withdrawnBy.name, date: writeDate(one.withdrawnAt, 'full', zone) })}{' '}
          {withdrawnReason} {own && t('recalls.ownWithdrawal')}
          {refused && <Notice>{refused.message}</Notice>}
        </>
      }
    >
      <Pill tone={late ? 'danger' : 'due'} icon="clock">
        {t(late ? 'recalls.late' : 'recalls.dueBy', { date: writeDate(one.dueAt, 'full', zone) })}
      </Pill>
      {mayReinstate && (
        <Button size="xs" variant="default" loading={again.busy} onClick={() => again.take(id)}>
          {t('reinstate.action')}
          <span className="hidden-visually"> {revision.title}</span>
        </Button>
      )}
      {mayAgree && (
        <Button size="xs" variant="default" loading={agree.busy} onClick={() => agree.take(id)}>
          {t('home.agree')}
          <span className="hidden-visually"> {revision.title}</span>
        </Button>
      )}
    </CardRow>
  );
}
