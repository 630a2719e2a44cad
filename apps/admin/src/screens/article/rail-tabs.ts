/** The panels beside an article, in the order of their tabs. */
export const RAIL_TABS = ['checks', 'review', 'history', 'live'] as const;
export type RailTab = (typeof RAIL_TABS)[number];
