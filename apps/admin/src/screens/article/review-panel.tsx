import { rolesAt, useMe } from '../../api/session';
import { t } from '../../messages/t';
import { When, writeDate } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { Notice } from '../../parts/notice';
import { Pill } from '../../parts/status';
import { hashWords } from '../../parts/words';
import { ApproveForm } from './approve-form';
import { DeskPart } from './desk-part';
import { nextStep, undecidedCase } from './next-step';
import { OwnChecklists } from './own-checklists';
import type { Article } from './queries';
import css from './rail.module.css';

/** The open review with its decision, and the approval in force. */
export function ReviewPanel({ article }: { article: Article }) {
  const me = useMe();
  const open = undecidedCase(article);
  const step = nextStep(article, { id: me.id, roles: rolesAt(me, article.site.slug) }, new Date());
  return (
    <>
      {open && <OpenCase article={article} />}
      {open && (
        <DeskPart
          caseId={open.id}
          approved={open.approvals.filter(({ revokedAt }) => !revokedAt).length}
          site={article.site}
        />
      )}
      {open && step.kind === 'decide' && (
        <div className={css.part}>
          {step.blocked ? (
            <Notice tone="due">{blockedSentence(step.blocked, article.site.name)}</Notice>
          ) : (
            <ApproveForm article={article} open={open} me={me} />
          )}
        </div>
      )}
      <SentBack article={article} />
      {article.approval ? <Approved article={article} /> : !article.openReviewCase && <NoReview />}
      {!(open && step.kind === 'decide' && !step.blocked) && <OwnChecklists revision={article.newestRevision} />}
    </>
  );
}

function blockedSentence(blocked: 'ownText' | 'needsReviewer' | 'needsSecond', site: string): string {
  if (blocked === 'needsReviewer') return t('step.needsReviewer', { site });
  return blocked === 'ownText' ? t('step.ownText') : t('step.needsSecond');
}

function NoReview() {
  return (
    <Empty title={t('review.none')}>
      <p>{t('review.noneWhy')}</p>
    </Empty>
  );
}

function OpenCase({ article }: { article: Article }) {
  const open = undecidedCase(article);
  if (!open) return null;
  return (
    <div className={css.part}>
      <div className={css.partHead}>
        <h3>{t('review.asked', { number: open.revision.number })}</h3>
        <Pill tone="accent" icon="eye">
          {t('status.IN_REVIEW')}
        </Pill>
      </div>
      <p className={css.small}>
        {open.requestedBy.name} · <When iso={open.requestedAt} style="full" zone={article.site.timeZone} />
      </p>
      {open.note && <p>{open.note}</p>}
      <p className={css.small}>{t(open.editClass === 'MINOR' ? 'review.minorAsked' : 'review.clinicalAsked')}</p>
      {!article.approval && <p className={css.small}>{t('review.firstTime')}</p>}
      <p className={css.small}>
        {t('review.contributors', { names: open.contributors.map(({ name }) => name).join(', ') })}
      </p>
      {open.requiredApprovals > 1 && (
        <p className={css.small}>
          {t('review.approvers', { given: open.approvals.length, needed: open.requiredApprovals })}{' '}
          {open.approvals.map(({ approver }) => approver.name).join(', ')}
        </p>
      )}
      {open.requiredSpecialties.length > 0 && (
        <p className={css.small}>{t('review.specialists', { names: open.requiredSpecialties.join(', ') })}</p>
      )}
    </div>
  );
}

function SentBack({ article }: { article: Article }) {
  const one = article.openReviewCase;
  if (one?.state !== 'CHANGES_REQUESTED') return null;
  return (
    <div className={css.part}>
      <div className={css.partHead}>
        <h3>
          {t(one.decision === 'MINOR_EDITS' ? 'review.sentBackMinor' : 'review.sentBack', {
            name: one.decidedBy?.name ?? t('review.someone'),
          })}
        </h3>
        <Pill tone="due" icon="back">
          {t('status.CHANGES_REQUESTED')}
        </Pill>
      </div>
      <p>{one.decisionNote}</p>
      {one.decidedAt && (
        <p className={css.small}>
          <When iso={one.decidedAt} style="full" zone={article.site.timeZone} />
        </p>
      )}
    </div>
  );
}

function Approved({ article }: { article: Article }) {
  const approval = article.approval;
  if (!approval) return null;
  const covers = approval.contentHash === article.newestRevision.contentHash;
  const zone = article.site.timeZone;
  const licence = licenceWords(approval.credential);
  return (
    <div className={css.part}>
      <div className={css.partHead}>
        <h3>{t('review.approvedBy', { name: approval.approver.name, number: approval.revision.number })}</h3>
        <Pill tone={covers ? 'good' : 'due'} icon={covers ? 'check' : 'clock'}>
          {covers ? t('review.covers') : t('review.earlier')}
        </Pill>
      </div>
      <p>{approval.statement}</p>
      <dl className={css.facts}>
        <dt>{t('review.when')}</dt>
        <dd>{writeDate(approval.approvedAt, 'full', zone)}</dd>
        <dt>{t('review.due')}</dt>
        <dd>{writeDate(approval.reviewDueAt, 'day', zone)}</dd>
        {licence && (
          <>
            <dt>{t('review.licence')}</dt>
            <dd>{licence}</dd>
          </>
        )}
        <dt>{t('review.interest')}</dt>
        <dd>{approval.conflictOfInterest === 'none' ? t('approve.none') : approval.conflictOfInterest}</dd>
        <dt>{t('review.hash')}</dt>
        <dd className="code">{hashWords(approval.contentHash)}</dd>
      </dl>
    </div>
  );
}

/** The licence as it was kept with the approval; it is a snapshot, so its shape is only hoped for. */
function licenceWords(credential: unknown): string {
  if (typeof credential !== 'object' || credential === null) return '';
  const { title, region, licenceNumber } = credential as Record<string, unknown>;
  return [title, region, licenceNumber].filter((part) => typeof part === 'string').join(' ');
}
