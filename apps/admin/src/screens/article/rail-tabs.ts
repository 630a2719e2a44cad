/** The panels beside an article, in the order of their tabs. */
export const RAIL_TABS = ['checks', 'review', 'comments', 'history', 'live'] as const;
/** How the text in the middle is shown. */
export const TEXT_VIEWS = ['text', 'changes', 'sides'] as const;
export type TextView = (typeof TEXT_VIEWS)[number];

export type RailTab = (typeof RAIL_TABS)[number];
