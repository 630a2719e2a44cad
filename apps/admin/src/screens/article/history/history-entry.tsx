import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HistoryRevisionFragment } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { When, writeDate } from '../../../parts/dates';
import { Pill } from '../../../parts/status';
import { hashWords } from '../../../parts/words';
import type { Article, Revision } from '../queries';
import css from '../rail.module.css';
import timeline from './history.module.css';
import { NameForm, RestoreForm } from './history-forms';

interface HistoryEntryProps {
  readonly one: HistoryRevisionFragment;
  readonly article: Article;
  readonly shown: Revision;
}

/** One revision on the timeline, with what can be done with it. */
export function HistoryEntry({ one, article, shown }: HistoryEntryProps) {
  const [form, setForm] = useState<'restore' | 'name'>();
  const newest = article.newestRevision;
  const close = () => setForm(undefined);
  return (
    <li className={timeline.entry} data-shown={one.id === shown.id}>
      <Link
        to="."
        search={(now) => ({
          ...now,
          tab: 'history' as const,
          view: 'text' as const,
          against: undefined,
          revision: one.id === newest.id ? undefined : one.id,
        })}
        className={timeline.link}
        aria-current={one.id === shown.id}
        activeProps={{ className: timeline.link }}
      >
        <strong>{t('history.revision', { number: one.number })}</strong>{' '}
        <span className={css.small}>{one.pinnedAt ? t('history.pinned') : t('history.workingCopy')}</span>
      </Link>
      <p className={css.small}>
        {one.createdBy.name} · <When iso={one.updatedAt} zone={article.site.timeZone} /> ·{' '}
        {one.editClass === 'MINOR' ? t('history.minor') : t('history.clinical')}
      </p>
      {one.reason && <p className={timeline.reason}>“{one.reason}”</p>}
      <Marks one={one} article={article} />
      <p className={css.small}>
        <span className="code">{hashWords(one.contentHash)}</span>
      </p>
      {form === 'restore' && <RestoreForm one={one} newest={newest} close={close} />}
      {form === 'name' && <NameForm one={one} close={close} />}
      {!form && (
        <div className={timeline.steps}>
          {one.id !== shown.id && <CompareLink one={one} />}
          {one.id !== newest.id && one.contentHash !== newest.contentHash && (
            <button type="button" className={timeline.quiet} onClick={() => setForm('restore')}>
              {t('history.restore')}
            </button>
          )}
          <button type="button" className={timeline.quiet} onClick={() => setForm('name')}>
            {t('history.name')}
          </button>
        </div>
      )}
    </li>
  );
}

function CompareLink({ one }: { one: HistoryRevisionFragment }) {
  return (
    <Link
      to="."
      search={(now) => ({ ...now, tab: 'history' as const, view: 'changes' as const, against: one.id })}
      className={timeline.quiet}
      activeProps={{ className: timeline.quiet }}
    >
      {t('history.compare')}
    </Link>
  );
}

/** The names it was given, who approved it, and where it was live. */
function Marks({ one, article }: { one: HistoryRevisionFragment; article: Article }) {
  const published = article.publications.filter(({ revision }) => revision.id === one.id);
  const approvals = one.approvals;
  if (one.names.length + approvals.length + published.length === 0) return null;
  const zone = article.site.timeZone;
  return (
    <ul className={timeline.marks}>
      {one.names.map(({ id, name }) => (
        <li key={id}>
          <Pill tone="accent" icon="note">
            {name}
          </Pill>
        </li>
      ))}
      {approvals.map(({ id, approver, approvedAt, revokedAt }) => (
        <li key={id}>
          <Pill tone={revokedAt ? 'neutral' : 'good'} icon={revokedAt ? 'off' : 'check'}>
            {t(revokedAt ? 'history.revoked' : 'history.approved', {
              name: approver.name,
              date: writeDate(approvedAt, 'short', zone),
            })}
          </Pill>
        </li>
      ))}
      {published.map(({ id, site, liveFrom, liveUntil }) => (
        <li key={id}>
          <Pill tone={liveUntil ? 'neutral' : 'good'} icon={liveUntil ? 'clock' : 'dot'}>
            {liveUntil
              ? t('history.wasLive', {
                  site: site.name,
                  from: writeDate(liveFrom, 'short', site.timeZone),
                  until: writeDate(liveUntil, 'short', site.timeZone),
                })
              : t('history.isLive', { site: site.name, from: writeDate(liveFrom, 'short', site.timeZone) })}
          </Pill>
        </li>
      ))}
    </ul>
  );
}
