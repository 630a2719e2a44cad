import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { MeDocument, type MeQuery, type Role } from '../gql/operations';
import { CallFailed, reach, request } from './client';
import { queryClient } from './query-client';

export type Me = NonNullable<MeQuery['me']>;
export type Site = Me['memberships'][number]['site'];

/** The signed-in person; null when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => (await request(MeDocument, {})).me,
  staleTime: 5 * 60_000,
});

/** The signed-in person, on screens that only exist for one. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery);
  if (!data) throw new CallFailed('signedOut');
  return data;
}

/** The sites where a person has a role, each once, by name. */
export function sitesOf(me: Me): Site[] {
  const sites = new Map(me.memberships.map(({ site }) => [site.slug, site]));
  return [...sites.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** What a person may do at a site. */
export function rolesAt(me: Me, siteSlug: string): ReadonlySet<Role> {
  return new Set(me.memberships.filter(({ site }) => site.slug === siteSlug).map(({ role }) => role));
}

/** True when a person has one of the roles at the site, or at any site when none is named. */
export function hasRole(me: Me, roles: readonly Role[], siteSlug?: string): boolean {
  return me.memberships.some(({ site, role }) => (!siteSlug || site.slug === siteSlug) && roles.includes(role));
}

/** Ends the session and forgets everything that was read in it. */
export async function signOut(): Promise<void> {
  await reach('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  queryClient.clear();
}

/** A person of the demo, who can be signed in with one click. */
export interface DemoPerson {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The people of the demo; empty where there is no demo. */
export async function demoPeople(): Promise<DemoPerson[]> {
  const response = await reach('/demo/sign-ins');
  const isJson = response.headers.get('content-type')?.includes('json');
  return response.ok && isJson ? ((await response.json()) as DemoPerson[]) : [];
}
