import { describe, expect, it } from '@jest/globals';
import { type Description, descriptionFault, tidied } from './description.js';
import { cleanFileName } from './file-name.js';

const good: Description = {
  alt: ' A knee  bent ',
  decorative: false,
  credit: '',
  rights: { status: 'licensed', licence: 'CC BY 4.0' },
  focalPoint: { x: 0.2, y: 0.33333 },
};

describe('a description', () => {
  it('is tidied', () => {
    expect(tidied(good)).toMatchObject({ alt: 'A knee bent', credit: null, focalX: 0.2, focalY: 0.333 });
    expect(descriptionFault(tidied(good))).toBeNull();
    const altTexts = [
      { locale: 'es', alt: ' Una  rodilla ' },
      { locale: 'de', alt: ' ' },
    ];
    expect(tidied({ ...good, altTexts }).altTexts).toEqual({ es: 'Una rodilla' });
  });

  it.each([
    ['alt', { alt: 'x'.repeat(501) }],
    ['alt', { alt: 'bell \u0007' }],
    ['credit', { credit: 'x'.repeat(301) }],
    ['decorative', { decorative: true }],
    ['focalPoint', { focalPoint: { x: -0.1, y: 0 } }],
    ['focalPoint', { focalPoint: { x: Number.NaN, y: 0 } }],
    ['altTexts', { altTexts: [{ locale: 'Spanish!', alt: 'Una rodilla' }] }],
    ['altTexts', { altTexts: [{ locale: 'es', alt: 'x'.repeat(501) }] }],
    ['altTexts', { altTexts: Array.from({ length: 21 }, (_, at) => ({ locale: `en-A${at + 10}`, alt: 'A knee' })) }],
    ['decorative', { alt: null, decorative: true, altTexts: [{ locale: 'es', alt: 'Una rodilla' }] }],
    ['licence', { rights: { status: 'licensed' as const } }],
  ])('is refused for its %s', (field, change) => {
    expect(descriptionFault(tidied({ ...good, ...change }))).toMatchObject({ code: 'INVALID_INPUT', field });
  });
});

describe('the name of a file', () => {
  it.each([
    ['C:\\photos\\knee.jpg', 'knee.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['a"b\r\nc\u202egpj.exe', 'abcgpj.exe'],
    ['', 'file'],
    [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(115)}.jpeg`],
    [`${'x'.repeat(115)}😀.png`, `${'x'.repeat(115)}.png`],
  ])('%j becomes %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });
});
