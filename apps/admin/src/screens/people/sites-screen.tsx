import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { request } from '../../api/client';
import { hasRole, useMe } from '../../api/session';
import { SitesWholeDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import form from '../../parts/form.module.css';
import { LinkButton } from '../../parts/link-button';
import { Loaded } from '../../parts/loaded';
import { CardRow, Screen } from '../../parts/screen';
import { PeopleNav } from './people-nav';
import { SiteForm } from './site-form';

function useSites() {
  return useQuery({ queryKey: ['sites'], queryFn: () => request(SitesWholeDocument, {}) });
}

/** The sites of the person. */
export function SitesScreen() {
  const admin = hasRole(useMe(), ['ADMIN']);
  const answer = useSites();
  return (
    <Screen
      title={t('sites.title')}
      about={t('sites.about')}
      action={
        admin && (
          <LinkButton to="/settings/sites/$siteSlug" params={{ siteSlug: 'new' }}>
            {t('sites.new')}
          </LinkButton>
        )
      }
    >
      <PeopleNav />
      <div className={form.rows}>
        <Loaded answer={answer}>
          {({ sites }) => (
            <ul>
              {sites.map((site) => (
                <CardRow
                  key={site.id}
                  title={
                    <Link to="/settings/sites/$siteSlug" params={{ siteSlug: site.slug }} data-row>
                      {site.name}
                    </Link>
                  }
                  about={[site.url, site.timeZone, t('sites.emergency', { number: site.emergencyNumber })].join(' · ')}
                />
              ))}
            </ul>
          )}
        </Loaded>
      </div>
    </Screen>
  );
}

/** One site, or a new one. */
export function SiteScreen() {
  const { siteSlug } = useParams({ from: '/frame/settings/sites/$siteSlug' });
  const answer = useSites();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const me = useMe();
  const isNew = siteSlug === 'new';
  const name = answer.data?.sites.find(({ slug }) => slug === siteSlug)?.name;
  return (
    <Screen
      title={isNew ? t('sites.new') : (name ?? t('sites.title'))}
      about={<Link to="/settings/sites">{t('sites.toList')}</Link>}
    >
      <PeopleNav />
      <Loaded answer={answer}>
        {({ sites, emergencyNumbers }) => {
          const site = sites.find(({ slug }) => slug === siteSlug);
          if (!site && !isNew) {
            return (
              <Empty title={t('sites.missing')}>
                <p>{t('people.missingWhy')}</p>
              </Empty>
            );
          }
          return (
            <SiteForm
              key={siteSlug}
              site={site}
              may={isNew ? hasRole(me, ['ADMIN']) : hasRole(me, ['ADMIN'], siteSlug)}
              numbers={emergencyNumbers}
              saved={async (slug) => {
                // A new site is one more role of the person: what was read before knows nothing of it.
                await queries.invalidateQueries({ queryKey: ['me'] });
                if (isNew) await navigate({ to: '/settings/sites/$siteSlug', params: { siteSlug: slug } });
              }}
            />
          );
        }}
      </Loaded>
    </Screen>
  );
}
