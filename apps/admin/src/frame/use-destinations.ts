import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { hasRole, useMe } from '../api/session';
import { t } from '../messages/t';
import type { IconName } from '../parts/icons';
import { IMPORTERS, PUBLISHERS } from '../parts/roles';
import { useSignOut } from '../parts/use-sign-out';

/** A row of the palette. */
export interface Destination {
  readonly id: string;
  readonly icon: IconName;
  readonly word: string;
  readonly about?: string;
  readonly go: () => void;
}

/** The screens and actions that this person has. */
export function useDestinations(showKeys: () => void) {
  const navigate = useNavigate();
  const me = useMe();
  const leave = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  const places: Destination[] = [
    { id: 'home', icon: 'home', word: t('nav.home'), go: () => void navigate({ to: '/' }) },
    { id: 'articles', icon: 'articles', word: t('nav.articles'), go: () => void navigate({ to: '/articles' }) },
    { id: 'reviews', icon: 'reviews', word: t('nav.reviews'), go: () => void navigate({ to: '/reviews' }) },
    { id: 'media', icon: 'library', word: t('media.title'), go: () => void navigate({ to: '/library/media' }) },
    { id: 'pieces', icon: 'library', word: t('library.pieces'), go: () => void navigate({ to: '/library/pieces' }) },
    {
      id: 'refs',
      icon: 'library',
      word: t('library.references'),
      go: () => void navigate({ to: '/library/references' }),
    },
    { id: 'terms', icon: 'library', word: t('library.terms'), go: () => void navigate({ to: '/library/terms' }) },
    { id: 'live', icon: 'live', word: t('live.title'), go: () => void navigate({ to: '/publishing' }) },
    {
      id: 'calendar',
      icon: 'clock',
      word: t('calendar.title'),
      go: () => void navigate({ to: '/publishing/calendar' }),
    },
    {
      id: 'releases',
      icon: 'live',
      word: t('releases.title'),
      go: () => void navigate({ to: '/publishing/releases' }),
    },
    { id: 'reports', icon: 'note', word: t('reports.title'), go: () => void navigate({ to: '/reports' }) },
    { id: 'recalls', icon: 'stop', word: t('recalls.title'), go: () => void navigate({ to: '/publishing/recalls' }) },
    ...(hasRole(me, PUBLISHERS)
      ? ([
          {
            id: 'deliveries',
            icon: 'arrow',
            word: t('deliveries.title'),
            go: () => void navigate({ to: '/publishing/deliveries' }),
          },
          {
            id: 'destinations',
            icon: 'external',
            word: t('destinations.title'),
            go: () => void navigate({ to: '/publishing/destinations' }),
          },
          {
            id: 'newsletters',
            icon: 'mail',
            word: t('newsletter.title'),
            go: () => void navigate({ to: '/newsletters' }),
          },
          {
            id: 'audience',
            icon: 'mail',
            word: t('audience.title'),
            go: () => void navigate({ to: '/newsletters/audience' }),
          },
        ] as const)
      : []),
    { id: 'tokens', icon: 'note', word: t('tokens.title'), go: () => void navigate({ to: '/settings/tokens' }) },
    ...(hasRole(me, ['ADMIN'])
      ? ([
          { id: 'people', icon: 'person', word: t('people.title'), go: () => void navigate({ to: '/people' }) },
          { id: 'sites', icon: 'live', word: t('sites.title'), go: () => void navigate({ to: '/settings/sites' }) },
          { id: 'audit', icon: 'note', word: t('audit.title'), go: () => void navigate({ to: '/settings/audit' }) },
        ] as const)
      : []),
    ...(hasRole(me, IMPORTERS)
      ? [
          {
            id: 'import',
            icon: 'upload',
            word: t('import.title'),
            go: () => void navigate({ to: '/articles/import' }),
          } as const,
        ]
      : []),
    { id: 'tasks', icon: 'tasks', word: t('nav.tasks'), go: () => void navigate({ to: '/tasks' }) },
    { id: 'account', icon: 'person', word: t('account.title'), go: () => void navigate({ to: '/account' }) },
    { id: 'light', icon: 'sun', word: t('palette.light'), go: () => setColorScheme('light') },
    { id: 'dark', icon: 'moon', word: t('palette.dark'), go: () => setColorScheme('dark') },
    { id: 'keys', icon: 'note', word: t('keys.title'), go: showKeys },
    { id: 'out', icon: 'out', word: t('account.signOut'), go: () => void leave() },
  ];
  const openArticle = (articleId: string) => void navigate({ to: '/articles/$articleId', params: { articleId } });
  return { places, openArticle };
}
