import { describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import type { PublicPicture } from '#media';
import { shownPictures } from './shown-pictures.js';

const file = (id: string, words: Partial<PublicPicture> = {}): [string, PublicPicture] => [
  id,
  { id, src: `https://press.example/media/${id}.jpg`, files: [], sources: [], card: null, decorative: false, ...words },
];

describe('the pictures of an article', () => {
  it('carry the words that were approved in it, and those of the file where it is silent', () => {
    const document = b.doc(
      b.image({ mediaId: 'own', alt: 'In the article', credit: 'Me' }),
      b.image({ mediaId: 'own', alt: 'Again' }),
      b.image({ mediaId: 'silent' }),
      b.image({ mediaId: 'plain', decorative: true }),
      b.exercise('Knee bend', { mediaId: 'bend' }),
    );
    const pictures = new Map([
      file('own', { alt: 'Of the file', credit: 'Ana' }),
      file('silent', { alt: 'Of the file', credit: 'Ana' }),
      file('plain', { alt: 'Of the file' }),
      file('bend'),
    ]);
    expect(
      shownPictures(document, pictures).map(({ id, alt, decorative, credit }) => [id, alt, decorative, credit]),
    ).toEqual([
      ['own', 'In the article', false, 'Me'],
      ['silent', 'Of the file', false, 'Ana'],
      ['plain', undefined, true, undefined],
      ['bend', 'Knee bend', false, undefined],
    ]);
  });
});
