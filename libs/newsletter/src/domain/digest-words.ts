import type { IssueWords } from './issue-words.js';

/**
 * What a digest says of itself. No figure and no claim is in it, so that nothing but the approved texts is clinical, and
 * it has no introduction: nobody wrote one.
 */
export function digestWords(siteName: string, locale: string): IssueWords {
  return /^es\b/i.test(locale)
    ? {
        subject: `Novedades de ${siteName}`,
        preheader: 'Lo nuevo en nuestro sitio desde el último boletín.',
        intro: '',
      }
    : { subject: `What is new at ${siteName}`, preheader: 'New on our site since the last newsletter.', intro: '' };
}
