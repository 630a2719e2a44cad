/** What a revision can be looked at as; a phone is the web page on a narrow screen. */
export const PREVIEW_FORMS = ['web', 'phone', 'email', 'text', 'handout'] as const;
export type PreviewForm = (typeof PREVIEW_FORMS)[number];
