import { describe, expect, it } from '@jest/globals';
import type { Logo, Site } from './content.js';
import { html } from './html.js';
import { page, type View } from './layout.js';
import { logoImage } from './logo-image.js';

const file = (type: string, width: number) => ({ type, width, src: `/${type.split('/')[1]}/${width}` });
const logo: Logo = {
  ...{ src: '/png/960', width: 960, height: 240, alt: 'Harbor "PT"' },
  files: [file('image/avif', 480), file('image/png', 240), file('image/png', 480), file('image/png', 960)],
};

describe('the logo at the head of a page', () => {
  it('is as large as its place allows, whole, by the smallest file that is sharp', () => {
    expect(logoImage(logo).markup).toBe(
      '<img class="logo" src="/png/480" width="160" height="40" alt="Harbor &quot;PT&quot;">',
    );
    expect(logoImage({ ...logo, width: 2000, height: 100 }).markup).toMatch(/src="\/png\/480" width="180" height="9"/);
    expect(logoImage({ ...logo, width: 30, height: 20 }).markup).toMatch(/src="\/png\/240" width="30" height="20"/);
    expect(logoImage({ ...logo, files: [] }).markup).toMatch(/src="\/png\/960"/);
  });

  it('stands for the name when it has words, and beside it when it has none', () => {
    const site = { slug: 'harbor', name: 'Harbor', locale: 'en-US', phone: '1', emergencyNumber: '911' } as Site;
    const view: View = {
      ...{ locale: 'en-US', path: '/', base: '/harbor', assets: '', largeText: false, hasServer: true, signUp: null },
    };
    const head = (shown: Logo | null) =>
      /<header.*?<\/a>/s.exec(page({ ...site, logo: shown }, view, { title: 'A', main: html`<h1>A</h1>` }))?.[0];
    expect(head(logo)).toMatch(/alt="Harbor &quot;PT&quot;"><\/a>$/);
    expect(head({ ...logo, alt: '' })).toMatch(/alt="">Harbor<\/a>$/);
    expect(head(null)).toMatch(/href="\/harbor\/">Harbor<\/a>$/);
  });
});
