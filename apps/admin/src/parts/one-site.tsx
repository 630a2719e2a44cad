import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { rolesAt, type Site, sitesOf, useMe } from '../api/session';
import type { Role } from '../gql/operations';
import { t } from '../messages/t';

/** The site of a screen that shows one at a time: the one in the address, or the person's first. */
export function useOneSite(): Site | undefined {
  const { site } = useSearch({ from: '/frame' });
  const sites = sitesOf(useMe());
  return sites.find(({ slug }) => slug === site) ?? sites[0];
}

/** True when the person has one of these roles at the site. */
export function useMay(roles: readonly Role[], siteSlug: string | undefined): boolean {
  const held = rolesAt(useMe(), siteSlug ?? '');
  return roles.some((role) => held.has(role));
}

/** Chooses the site of such a screen; nothing to see for a person of one site. */
export function SiteField() {
  const sites = sitesOf(useMe());
  const site = useOneSite();
  const navigate = useNavigate();
  if (sites.length < 2) return null;
  return (
    <NativeSelect
      aria-label={t('frame.site')}
      value={site?.slug ?? ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        void navigate({ to: '.', search: (before: object) => ({ ...before, site: chosen }) });
      }}
      data={sites.map(({ slug, name }) => ({ value: slug, label: name }))}
    />
  );
}
