import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { EvidenceStatus, MediaKind, TermKind } from '../gql/operations';
import { EVIDENCE_STATUSES } from '../parts/reference-picker/reference-line';
import { MEDIA_SHOWS, type MediaShow } from '../screens/library/media/media-shows';
import { TERM_KINDS } from '../screens/library/terms/term-words';
import { frame, text } from './base';

/** Words from the address: a search for a number comes back as one. */
const words = (value: unknown): string | undefined =>
  text(value) ?? (typeof value === 'number' ? String(value) : undefined);

const library = createRoute({
  getParentRoute: () => frame,
  path: '/library',
  beforeLoad: () => {
    throw redirect({ to: '/library/media' });
  },
});

interface MediaSearch {
  readonly q?: string;
  readonly kind?: MediaKind;
  readonly show?: MediaShow;
  readonly view?: 'list';
}

const media = createRoute({
  getParentRoute: () => frame,
  path: '/library/media',
  validateSearch: (search): MediaSearch => ({
    q: words(search.q),
    kind: (['IMAGE', 'PDF'] as const).find((kind) => kind === search.kind),
    show: MEDIA_SHOWS.find((show) => show === search.show),
    view: search.view === 'list' ? 'list' : undefined,
  }),
  component: lazyRouteComponent(() => import('../screens/library/media/media-list-screen'), 'MediaListScreen'),
});

const medium = createRoute({
  getParentRoute: () => frame,
  path: '/library/media/$mediaId',
  component: lazyRouteComponent(() => import('../screens/library/media/media-screen'), 'MediaScreen'),
});

const references = createRoute({
  getParentRoute: () => frame,
  path: '/library/references',
  validateSearch: (search): { q?: string; status?: EvidenceStatus } => ({
    q: words(search.q),
    status: EVIDENCE_STATUSES.find((status) => status === search.status),
  }),
  component: lazyRouteComponent(() => import('../screens/library/references/references-screen'), 'ReferencesScreen'),
});

const reference = createRoute({
  getParentRoute: () => frame,
  path: '/library/references/$referenceId',
  component: lazyRouteComponent(() => import('../screens/library/references/reference-screen'), 'ReferenceScreen'),
});

const pieces = createRoute({
  getParentRoute: () => frame,
  path: '/library/pieces',
  component: lazyRouteComponent(() => import('../screens/library/pieces/pieces-screen'), 'PiecesScreen'),
});

const piece = createRoute({
  getParentRoute: () => frame,
  path: '/library/pieces/$articleId',
  component: lazyRouteComponent(() => import('../screens/library/pieces/piece-screen'), 'PieceScreen'),
});

const terms = createRoute({
  getParentRoute: () => frame,
  path: '/library/terms',
  validateSearch: (search): { q?: string; kind?: TermKind } => ({
    q: words(search.q),
    kind: TERM_KINDS.find((kind) => kind === search.kind),
  }),
  component: lazyRouteComponent(() => import('../screens/library/terms/terms-screen'), 'TermsScreen'),
});

const term = createRoute({
  getParentRoute: () => frame,
  path: '/library/terms/$termId',
  component: lazyRouteComponent(() => import('../screens/library/terms/term-screen'), 'TermScreen'),
});

export const libraryRoutes = [library, media, medium, pieces, piece, references, reference, terms, term] as const;
