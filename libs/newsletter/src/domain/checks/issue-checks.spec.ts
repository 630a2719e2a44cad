import { describe, expect, it } from '@jest/globals';
import { clinicalWords } from '../issue-words.js';
import { gravestFirst } from './issue-check.js';
import { CLIPPED_BYTES, HEAVY_BYTES, messageChecks } from './message-checks.js';
import { wordChecks } from './word-checks.js';

const WORDS = { subject: 'News from the clinic', preheader: 'Two new guides, and when to get help', intro: '' };
const words = (change: Partial<typeof WORDS>) => wordChecks({ ...WORDS, ...change }).map(({ code }) => code);
const message = (html: string) =>
  messageChecks({ html, loads: [], pictures: [] }).map(({ code, severity }) => [code, severity]);

describe('what is said of an editor’s words', () => {
  it.each([
    ['nothing', {}, []],
    ['a long subject', { subject: 'News '.repeat(13) }, ['SUBJECT_LONG']],
    ['capitals', { subject: 'NEWS FROM THE CLINIC' }, ['SUBJECT_SHOUTS']],
    ['a false answer', { subject: 'Re: your visit' }, ['SUBJECT_DECEIVES']],
    ['no preview line', { preheader: ' ' }, ['PREHEADER_MISSING']],
    ['a preview line that repeats', { preheader: 'news from the clinic' }, ['PREHEADER_REPEATS']],
    ['advertising', { intro: 'Click here for a free gift.' }, ['SPAM_WORDS', 'SPAM_WORDS']],
    ['advertising in Spanish', { subject: 'Oferta especial' }, ['SPAM_WORDS']],
    ['a plain use of "free"', { intro: 'Feel free to call us. The talk is free of jargon.' }, []],
  ])('finds %s', (_what, change, codes) => {
    expect(words(change)).toEqual(codes);
  });
});

describe('what is said of the message', () => {
  it.each([
    ['a good link', 'https://clinic.example/en/a?b=1&amp;c=2', []],
    ['a jump inside', '#note-1', []],
    ['a telephone number', 'tel:+15550100', []],
    ['nothing to go to', '/en/guide', [['LINK_BROKEN', 'blocking']]],
    ['a script', 'javascript:alert(1)', [['LINK_BROKEN', 'blocking']]],
    ['a password', 'https://a:b@clinic.example/', [['LINK_BROKEN', 'blocking']]],
    ['a machine nobody reaches', 'http://localhost:4800/', [['LINK_PRIVATE', 'warning']]],
    ['a link that hides its end', 'https://www.bit.ly/3xyz', [['LINK_SHORTENED', 'warning']]],
    ['an open line', 'http://clinic.example/guide', [['LINK_UNENCRYPTED', 'warning']]],
    ['an address of a network', 'http://10.0.0.7/guide', [['LINK_PRIVATE', 'warning']]],
  ])('tells %s', (_what, href, found) => {
    expect(message(`<p><a class="x" href="${href}">Read</a></p>`)).toEqual(found);
  });

  it('warns before the rest is hidden, and stops past it', () => {
    expect(message('x'.repeat(CLIPPED_BYTES * 0.9))).toEqual([]);
    expect(message('x'.repeat(CLIPPED_BYTES))).toEqual([['MESSAGE_LARGE', 'warning']]);
    expect(message('é'.repeat(CLIPPED_BYTES / 2 + 1))).toEqual([['MESSAGE_CLIPPED', 'blocking']]);
  });

  it('weighs what it loads, and nothing else', () => {
    const weighed = (...loads: number[]) => messageChecks({ html: '', loads, pictures: [] }).map(({ code }) => code);
    expect([weighed(), weighed(HEAVY_BYTES)]).toEqual([[], []]);
    expect(weighed(HEAVY_BYTES, 1)).toEqual(['PICTURES_HEAVY']);
  });

  it('tells of a picture that nobody described', () => {
    const pictures = [
      { publicationId: 'a', said: true },
      { publicationId: 'b', said: false },
    ];
    const found = messageChecks({ html: '', loads: [], pictures });
    expect(gravestFirst(found)).toMatchObject([
      { code: 'PICTURE_WITHOUT_WORDS', severity: 'warning', publicationId: 'b' },
      { code: 'PICTURES_AS_WORDS', severity: 'note' },
    ]);
  });
});

describe('clinical words of an editor', () => {
  it.each([
    ['Hello.', []],
    ['New guides are on our site. Read them.', []],
    ['Do ten repetitions twice a day.', ['Do ten repetitions twice a day.']],
    ['Hello. Call your doctor when it gets numb.', ['Call your doctor when it gets numb.']],
    ['Descanse dos semanas.', ['Descanse dos semanas.']],
  ])('%s', (intro, found) => {
    expect(clinicalWords({ ...WORDS, preheader: '', intro })).toEqual(found);
  });
});
