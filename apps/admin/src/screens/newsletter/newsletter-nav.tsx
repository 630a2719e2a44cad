import { Link } from '@tanstack/react-router';
import { hasRole, useMe } from '../../api/session';
import { t } from '../../messages/t';
import { PUBLISHERS } from '../../parts/roles';
import css from '../../parts/sub-nav.module.css';

/** The parts of the newsletter. Who gets it is the business of publishers; reviewers read and approve issues. */
export function NewsletterNav() {
  const publisher = hasRole(useMe(), PUBLISHERS);
  return (
    <nav className={css.nav} aria-label={t('newsletter.title')}>
      <Link to="/newsletters" activeOptions={{ exact: true, includeSearch: false }}>
        {t('issues.title')}
      </Link>
      {publisher && (
        <>
          <Link to="/newsletters/audience" activeOptions={{ exact: true, includeSearch: false }}>
            {t('audience.title')}
          </Link>
          <Link to="/newsletters/audience/people">{t('subscribers.title')}</Link>
          <Link to="/newsletters/audience/suppressions">{t('suppressions.title')}</Link>
          <Link to="/newsletters/audience/import">{t('audienceImport.title')}</Link>
          <Link to="/newsletters/audience/erasure">{t('erasure.title')}</Link>
        </>
      )}
      <Link to="/newsletters/digest">{t('digest.title')}</Link>
      <Link to="/newsletters/domain">{t('senderDomain.title')}</Link>
    </nav>
  );
}
