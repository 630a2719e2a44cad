/** The lists of files that want something, as the address names them. */
export const MEDIA_SHOWS = ['missingAlt', 'missingRights', 'unused', 'archived'] as const;

export type MediaShow = (typeof MEDIA_SHOWS)[number];
