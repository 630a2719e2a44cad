import { Link } from '@tanstack/react-router';
import { t } from '../../messages/t';
import css from '../../parts/sub-nav.module.css';

/** The parts of the library. */
export function LibraryNav() {
  return (
    <nav className={css.nav} aria-label={t('library.title')}>
      <Link to="/library/media">{t('library.media')}</Link>
      <Link to="/library/pieces">{t('library.pieces')}</Link>
      <Link to="/library/references">{t('library.references')}</Link>
      <Link to="/library/terms">{t('library.terms')}</Link>
    </nav>
  );
}
