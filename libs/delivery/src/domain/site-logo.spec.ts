import { describe, expect, it } from '@jest/globals';
import { publicLogo, type StoredLogo, withLogoAt } from './site-logo.js';

const stored: StoredLogo = {
  ...{ id: 'a', alt: 'Harbor', altTexts: { es: 'Puerto', 'es-MX': 'El puerto' }, decorative: false, credit: null },
  rightsUntil: '2026-06-01T00:00:00+00:00',
  files: [
    { format: 'png', name: '1.png', width: 100, height: 50 },
    { format: 'webp', name: '1.webp', width: 100, height: 50 },
    { format: 'png', name: '2.png', width: 400, height: 200 },
  ],
};

describe('the logo of a site', () => {
  it('is the largest file that every browser shows, with newer formats beside it', () => {
    expect(publicLogo(stored, 'https://api.example', null)).toEqual({
      ...{ id: 'a', alt: 'Harbor', decorative: false, src: 'https://api.example/media/2.png', width: 400, height: 200 },
      files: [
        { src: 'https://api.example/media/1.png', width: 100 },
        { src: 'https://api.example/media/2.png', width: 400 },
      ],
      sources: [
        { type: 'image/avif', files: [] },
        { type: 'image/webp', files: [{ src: 'https://api.example/media/1.webp', width: 100 }] },
      ],
      card: null,
    });
  });

  it.each([
    ['es-MX', 'El puerto'],
    ['es-US', 'Puerto'],
    ['fr', 'Harbor'],
    [null, 'Harbor'],
  ])('says in %s "%s"', (locale, alt) => {
    expect(publicLogo(stored, '', locale)).toMatchObject({ alt });
  });

  it('is none without a file to show', () => {
    expect(publicLogo(null, '', 'en')).toBeNull();
    expect(publicLogo({ ...stored, files: stored.files.slice(1, 2) }, '', 'en')).toBeNull();
  });

  it('goes at the instant its rights end, and says when that is', () => {
    const until = new Date('2026-06-01T00:00:00Z');
    expect(withLogoAt({ logo: stored }, new Date(until.getTime() - 1))).toEqual({ site: { logo: stored }, until });
    expect(withLogoAt({ logo: stored }, until)).toEqual({ site: { logo: null }, until: null });
    const forever = { ...stored, rightsUntil: null };
    expect(withLogoAt({ logo: forever }, until)).toEqual({ site: { logo: forever }, until: null });
    expect(withLogoAt({ logo: null }, until)).toEqual({ site: { logo: null }, until: null });
  });
});
