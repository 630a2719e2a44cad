/** Who owns the words of an import, as a person stated it. The same words as for pictures. */
export const ARTICLE_RIGHTS = ['unknown', 'owned', 'licensed', 'publicDomain', 'consented'] as const;

export type Rights = (typeof ARTICLE_RIGHTS)[number];
