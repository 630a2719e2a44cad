import type { Role } from '../gql/operations';

// What the server allows each role. The server decides; these only keep a screen from offering what it would refuse.
export const EDITORS: readonly Role[] = ['AUTHOR', 'REVIEWER', 'PUBLISHER', 'ADMIN'];
export const IMPORTERS: readonly Role[] = ['AUTHOR', 'PUBLISHER', 'ADMIN'];
export const REVIEW_ASKERS: readonly Role[] = ['AUTHOR', 'PUBLISHER', 'ADMIN'];
export const REVIEWERS: readonly Role[] = ['REVIEWER'];
export const PUBLISHERS: readonly Role[] = ['PUBLISHER', 'ADMIN'];
export const WITHDRAWERS: readonly Role[] = ['REVIEWER', 'PUBLISHER', 'ADMIN'];
export const TASK_SETTLERS: readonly Role[] = ['REVIEWER', 'PUBLISHER', 'ADMIN'];
/** Who reads issues before they are sent, and may vouch for what others composed. */
export const NEWSLETTER_READERS: readonly Role[] = ['REVIEWER', 'PUBLISHER', 'ADMIN'];
