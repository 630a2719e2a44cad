import { useMantineColorScheme } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { request } from '../api/client';
import { hasRole, sitesOf, useMe } from '../api/session';
import { CountsDocument } from '../gql/operations';
import { currentLanguage, t } from '../messages/t';
import { Icon, type IconName } from '../parts/icons';
import { NEWSLETTER_READERS } from '../parts/roles';
import css from './sidebar.module.css';

interface SidebarProps {
  /** On a phone the sidebar is closed until somebody asks for it. */
  readonly open: boolean;
  readonly openPalette: () => void;
  readonly openKeys: () => void;
}

/** The places there are, with how much waits in them, and below what belongs to the person. */
export function Sidebar({ open, openPalette, openKeys }: SidebarProps) {
  const me = useMe();
  const { site } = useSearch({ from: '/frame' });
  const { data } = useQuery({
    queryKey: ['counts', site],
    queryFn: () => request(CountsDocument, { site }),
    placeholderData: keepPreviousData,
  });
  return (
    <aside className={css.sidebar} id="sidebar" data-open={open} aria-label={t('frame.sidebar')}>
      <p className={css.name}>Carepress</p>
      <nav aria-label={t('frame.places')} className={css.places}>
        <Place to="/" icon="home" word={t('nav.home')} />
        <Place to="/articles" icon="articles" word={t('nav.articles')} count={data?.articles.totalCount} />
        <Place to="/reviews" icon="reviews" word={t('nav.reviews')} count={data?.openReviewCases.totalCount} />
        <Place to="/tasks" icon="tasks" word={t('nav.tasks')} />
        <Place to="/publishing" icon="live" word={t('publishing.title')} />
        {hasRole(me, NEWSLETTER_READERS) && <Place to="/newsletters" icon="mail" word={t('nav.newsletters')} />}
        <Place to="/reports" icon="note" word={t('reports.title')} />
        <Place to="/library" icon="library" word={t('nav.library')} />
        {hasRole(me, ['ADMIN']) && <Place to="/people" icon="person" word={t('people.settings')} />}
      </nav>
      <div className={css.below}>
        <button type="button" className={css.row} onClick={openPalette}>
          <span>{t('frame.goTo')}</span>
          <kbd className={css.kbd}>{navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K'}</kbd>
        </button>
        <button type="button" className={css.row} onClick={openKeys} data-wide-only>
          <span>{t('frame.keys')}</span>
          <kbd className={css.kbd}>?</kbd>
        </button>
        <SiteSwitch />
        <SchemeSwitch />
        <Link to="/account" className={css.row} activeProps={{ className: css.active }}>
          <span className={css.person}>{me.name}</span>
          <Icon name="person" />
        </Link>
      </div>
    </aside>
  );
}

interface PlaceProps {
  readonly to:
    | '/'
    | '/articles'
    | '/reviews'
    | '/tasks'
    | '/publishing'
    | '/newsletters'
    | '/library'
    | '/people'
    | '/reports';
  readonly icon: IconName;
  readonly word: string;
  readonly count?: number;
}

function Place({ to, icon, word, count }: PlaceProps) {
  return (
    <Link
      to={to}
      className={css.row}
      activeProps={{ className: css.active }}
      activeOptions={{ exact: to === '/', includeSearch: false }}
    >
      <span className={css.word}>
        <Icon name={icon} />
        {word}
      </span>
      {count !== undefined && <span className={css.count}>{count.toLocaleString(currentLanguage())}</span>}
    </Link>
  );
}

function SiteSwitch() {
  const me = useMe();
  const sites = sitesOf(me);
  const navigate = useNavigate();
  const { site } = useSearch({ from: '/frame' });
  if (sites.length < 2) return null;
  return (
    <label className={css.row}>
      <span>{t('frame.site')}</span>
      <select
        className={css.select}
        value={site ?? ''}
        onChange={(event) => {
          const chosen = event.target.value || undefined;
          void navigate({ to: '.', search: (before: object) => ({ ...before, site: chosen }) });
        }}
      >
        <option value="">{t('frame.allSites')}</option>
        {sites.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const SCHEMES = { light: 'sun', dark: 'moon', auto: 'screen' } as const;

function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = { auto: 'light', light: 'dark', dark: 'auto' } as const;
  return (
    <button type="button" className={css.row} onClick={() => setColorScheme(next[colorScheme])}>
      <span>
        {t('frame.scheme')} <span className={css.value}>{t(`scheme.${colorScheme}`)}</span>
      </span>
      <Icon name={SCHEMES[colorScheme]} />
    </button>
  );
}
