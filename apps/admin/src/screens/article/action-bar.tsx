import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/client';
import { hasRole, type Me, rolesAt, useMe } from '../../api/session';
import { WithdrawReviewCaseDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { PUBLISHERS } from '../../parts/roles';
import { useDecision } from '../../parts/use-decision';
import { type Outcome, PublishForm } from '../publishing/publish/publish-form';
import { PublishOutcome } from '../publishing/publish/publish-outcome';
import css from './action-bar.module.css';
import { APPROVE_FORM } from './approve-form';
import { barSentence } from './bar-sentence';
import { AskForm, ChangesForm, WithdrawForm } from './decision-forms';
import { DeclineForm } from './desk-forms';
import { nextStep, undecidedCase, withdrawable } from './next-step';
import type { Article } from './queries';
import { useShowReview } from './use-show-review';

type Form = 'ask' | 'changes' | 'decline' | 'publish' | 'withdraw';

/** The truth about this article in a sentence, and the one next step of this person. Its forms open right above it. */
export function ActionBar({ article }: { article: Article }) {
  const me = useMe();
  const [form, setForm] = useState<Form>();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>();
  const mayPublish = mayPublishElsewhere(article, me);
  const person = { id: me.id, roles: rolesAt(me, article.site.slug) };
  const step = nextStep(article, person, new Date());
  const open = undecidedCase(article);
  const live = withdrawable(article, (slug) => rolesAt(me, slug));
  const asked = open?.assignments.some(
    ({ reviewer, state }) => reviewer.id === me.id && (state === 'ASSIGNED' || state === 'ACCEPTED'),
  );
  const review = useShowReview();
  const close = () => setForm(undefined);
  const takeBack = useDecision((id: string) => request(WithdrawReviewCaseDocument, { id }));
  const button = (which: Form, word: string, quiet = true) => (
    <Button variant={quiet ? 'default' : 'filled'} onClick={() => setForm(which)}>
      {word}
    </Button>
  );
  return (
    <section className={css.bar} aria-label={t('bar.title')}>
      {form === 'ask' && <AskForm article={article} close={close} />}
      {form === 'changes' && open && <ChangesForm caseId={open.id} close={close} />}
      {form === 'decline' && open && <DeclineForm caseId={open.id} close={close} />}
      {form === 'publish' && <PublishForm article={article} close={close} done={setOutcomes} />}
      {outcomes && !form && <PublishOutcome outcomes={outcomes} close={() => setOutcomes(undefined)} />}
      {form === 'withdraw' && live[0] && <WithdrawForm live={live} close={close} />}
      {takeBack.refused && <Notice>{takeBack.refused.message}</Notice>}
      {!form && (
        <div className={css.line}>
          <p className={css.truth}>{barSentence(article, step)}</p>
          <div className={css.actions}>
            {live.length > 0 && button('withdraw', t('withdraw.action'))}
            {open?.requestedBy.id === me.id && (
              <Button variant="default" loading={takeBack.busy} onClick={() => takeBack.take(open.id)}>
                {t('ask.takeBack')}
              </Button>
            )}
            {step.kind === 'nothing' && mayPublish && button('publish', t('publish.elsewhere'))}
            {!step.blocked && step.kind === 'ask' && button('ask', t('ask.action'), false)}
            {!step.blocked && step.kind === 'publish' && button('publish', t('publish.action'), false)}
            {!step.blocked && step.kind === 'decide' && open && (
              <>
                {asked && button('decline', t('decline.action'))}
                {button('changes', t('changes.action'))}
                <Button type="submit" form={APPROVE_FORM} onClick={review}>
                  {t('approve.action', { number: open.revision.number })}
                </Button>
              </>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

/** True for a publisher of the article's site: a text that is live there may go to another site, or in another language. */
function mayPublishElsewhere({ site, locales }: Article, me: Me): boolean {
  const sites = new Set(me.memberships.map((one) => one.site.slug));
  return hasRole(me, PUBLISHERS, site.slug) && (sites.size > 1 || locales.length > 1);
}
