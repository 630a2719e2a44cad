import { Link } from '@tanstack/react-router';
import { t } from '../../messages/t';
import { Pill } from '../../parts/status';
import css from './bulk-bar.module.css';
import type { BulkOutcome } from './use-bulk';

/** What became of each article of a bulk step: the refused ones first, each with its reason. */
export function BulkReportList({ report, close }: { report: BulkOutcome; close: () => void }) {
  const refused = report.items.filter(({ done }) => !done);
  const done = report.items.filter((item) => item.done);
  return (
    <section className={css.bar} aria-label={t('bulk.report')}>
      <div className={css.line}>
        <p role="status" className={css.sentence}>
          {t('bulk.done', { count: done.length })} {refused.length > 0 && t('bulk.refused', { count: refused.length })}{' '}
          {report.left > 0 && t('bulk.left', { count: report.left })}
        </p>
        <button type="button" className={css.quiet} onClick={close}>
          {t('bulk.close')}
        </button>
      </div>
      <ul className={css.report}>
        {[...refused, ...done].map(({ articleId, title, done: well, message }) => (
          <li key={articleId}>
            <Pill tone={well ? 'good' : 'danger'} icon={well ? 'check' : 'stop'}>
              {well ? t('bulk.itemDone') : t('bulk.itemRefused')}
            </Pill>{' '}
            <Link to="/articles/$articleId" params={{ articleId }}>
              {title || t('article.untitled')}
            </Link>
            {message && <p className="soft">{message}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
