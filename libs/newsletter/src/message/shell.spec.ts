import { describe, expect, it } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { contrast } from '#kernel';
import { logoBlock } from './logo-block.js';
import { accentOf, buttonBlock, renderShell, textBlock } from './shell.js';

const PANEL = { light: '#ffffff', dark: '#1a2120' } as const;

const render = (accentColor: string | null) =>
  renderShell({
    locale: 'en-US',
    title: 'News',
    preheader: 'What is new',
    body: [textBlock('Walk a little.'), buttonBlock('Read it', 'https://harbor.example')].join('\n'),
    accentColor,
  });

const RULES = { 'element-permitted-content': 'error', 'close-order': 'error', 'no-dup-id': 'error' } as const;

describe('the look of a mail', () => {
  it.each([null, '#7a1f5c', '#f2d300', '#000000', '#ffffff'])('can be read in the clinic’s own colour: %s', (color) => {
    const { light, dark } = accentOf(color);
    // Words in the colour on the panel, and words in the colour of the panel on a button.
    expect(contrast(light, PANEL.light)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, PANEL.dark)).toBeGreaterThanOrEqual(4.5);
  });

  it('shows it on the button and the edge, in the light and in the dark, and loads nothing', async () => {
    const html = await render('#7a1f5c');
    const { light, dark } = accentOf('#7a1f5c');
    expect(light).toBe('#7a1f5c');
    expect(html).toMatch(new RegExp(`border-top: ?4px solid ${light}`));
    expect(html).toContain(`background:${light}`);
    expect(html).toContain(`.go td, .go a { background: ${dark} !important`);
    expect(html).not.toMatch(/#0f6b62|#54b9ac/);
    expect(html).not.toMatch(/(src|background)="http|@import|url\(/);
    expect(await render(null)).toContain('#0f6b62');
  });

  it.each([
    ['wide', 960, 100, 'width="200" height="21"'],
    ['tall', 300, 900, 'width="19" height="56"'],
    ['tiny', 40, 20, 'width="40" height="20"'],
    ['a line', 1600, 1, 'width="200" height="1"'],
  ])('shows a logo whole, no larger than its file, and on white: %s', async (_what, width, height, size) => {
    const logo = { src: 'https://press.example/media/a.png', width, height, bytes: 1, alt: ' ' };
    const block = logoBlock(logo, 'Harbor & "Co"');
    expect(block).toContain(`${size} alt="Harbor &amp; &quot;Co&quot;"`);
    const shell = { locale: 'en', title: 'News', preheader: '', body: block };
    const { results } = await new HtmlValidate({ rules: RULES }).validateString(await renderShell(shell));
    expect(results).toEqual([]);
    expect(await renderShell(shell)).toMatch(/<img [^>]*background-color:#ffffff;color:#1d2524/);
  });

  it('is a document that a browser reads without guessing', async () => {
    const { results } = await new HtmlValidate({ rules: RULES }).validateString(await render('#7a1f5c'));
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  });
});
