import { Link } from '@tanstack/react-router';
import { hasRole, useMe } from '../../api/session';
import { t } from '../../messages/t';
import css from '../../parts/sub-nav.module.css';

/** The parts of the settings: administrators have all of them, everybody has their tokens. */
export function PeopleNav() {
  const admin = hasRole(useMe(), ['ADMIN']);
  return (
    <nav className={css.nav} aria-label={t('people.settings')}>
      {admin && (
        <>
          <Link to="/people" activeOptions={{ exact: true, includeSearch: false }}>
            {t('people.title')}
          </Link>
          <Link to="/settings/sites">{t('sites.title')}</Link>
        </>
      )}
      <Link to="/settings/tokens">{t('tokens.title')}</Link>
      {admin && <Link to="/settings/keys">{t('siteKeys.title')}</Link>}
      {admin && <Link to="/settings/audit">{t('audit.title')}</Link>}
    </nav>
  );
}
