import { describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import { type IssueInput, issueInputFault } from './issue-input.js';

const good: IssueInput = {
  subject: 'Back on your feet 👩‍⚕️',
  preheader: 'Two guides',
  intro: 'Hello.\n\nTwo new guides.',
  articles: [{ publicationId: newId() }, { publicationId: newId(), mode: 'full' }],
};

describe('the text of an issue', () => {
  it('passes when it is good', () => expect(issueInputFault(good)).toBeUndefined());

  it.each<[string, Partial<IssueInput> | object, string]>([
    ['no subject', { subject: ' ' }, 'subject'],
    ['a long subject', { subject: 'a'.repeat(151) }, 'subject'],
    ['a header in the subject', { subject: 'News\r\nBcc: other@example.org' }, 'subject'],
    ['a bare line feed', { subject: 'News\nBcc: other@example.org' }, 'subject'],
    ['a bare carriage return', { subject: 'News\rX' }, 'subject'],
    ['a line separator', { subject: 'News\u2028X' }, 'subject'],
    ['text that turns around', { subject: 'News\u202eX' }, 'subject'],
    ['a NUL', { subject: 'News\0' }, 'subject'],
    ['a line break in the preheader', { preheader: 'a\nb' }, 'preheader'],
    ['a long introduction', { intro: 'a'.repeat(2_001) }, 'intro'],
    ['a NUL in the introduction', { intro: 'a\0' }, 'intro'],
    ['no article', { articles: [] }, 'articles'],
    ['the same article twice', { articles: [good.articles[0]!, good.articles[0]!] }, 'articles'],
    ['no id', { articles: [{ publicationId: 'x' }] }, 'articles'],
    ['21 articles', { articles: Array.from({ length: 21 }, () => ({ publicationId: newId() })) }, 'articles'],
    ['an unknown mode', { articles: [{ publicationId: newId(), mode: 'half' }] }, 'articles'],
  ])('is refused with %s', (_what, change, field) => {
    expect(issueInputFault({ ...good, ...change } as IssueInput)).toMatchObject({ code: 'INVALID_INPUT', field });
  });
});
