import { Link } from '@tanstack/react-router';
import { hasRole, useMe } from '../../api/session';
import { t } from '../../messages/t';
import { PUBLISHERS } from '../../parts/roles';
import css from '../../parts/sub-nav.module.css';

/** The parts of publishing. Whom a site tells is the business of its publishers. */
export function PublishingNav() {
  const publisher = hasRole(useMe(), PUBLISHERS);
  return (
    <nav className={css.nav} aria-label={t('publishing.title')}>
      <Link to="/publishing" activeOptions={{ exact: true, includeSearch: false }}>
        {t('live.title')}
      </Link>
      <Link to="/publishing/calendar">{t('calendar.title')}</Link>
      <Link to="/publishing/releases">{t('releases.title')}</Link>
      {publisher && (
        <>
          <Link to="/publishing/deliveries">{t('deliveries.title')}</Link>
          <Link to="/publishing/destinations">{t('destinations.title')}</Link>
          <Link to="/publishing/jobs">{t('parkedJobs.title')}</Link>
        </>
      )}
      <Link to="/publishing/recalls">{t('recalls.title')}</Link>
    </nav>
  );
}
