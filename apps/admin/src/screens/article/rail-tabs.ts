/** The panels beside an article, in the order of their tabs. */
export const RAIL_TABS = ['checks', 'review', 'comments', 'history', 'live'] as const;
export type RailTab = (typeof RAIL_TABS)[number];
