/**
 * Kinds of channels that hold a whole site as files. One delivery at a time is told there, and each writes the site as it
 * is, so that many changes in a row cost one export.
 */
export const SITE_WRITERS = ['folder', 'bucket'] as const;
