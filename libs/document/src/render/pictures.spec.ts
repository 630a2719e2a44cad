import { describe, expect, it } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { build as b } from '../build.js';
import type { DocumentNode } from '../types.js';
import type { PictureSource } from './options.js';
import { renderEmailHtml } from './render-email-html.js';
import { renderHtml } from './render-html.js';
import { renderText } from './render-text.js';

const at = (name: string) => `https://press.example/media/${name}`;
const STORED: PictureSource = {
  src: at('b.jpg'),
  width: 960,
  height: 480,
  files: [
    { src: at('a.jpg'), width: 480 },
    { src: at('b.jpg'), width: 960 },
  ],
  sources: [
    { type: 'image/avif', files: [{ src: at('a.avif'), width: 480 }] },
    { type: 'image/webp', files: [{ src: at('a.webp'), width: 480 }] },
  ],
  alt: 'A "bent" knee',
  credit: 'Ana <Ruiz>',
};

const content = (...blocks: DocumentNode[]) => b.content(b.doc(...blocks));
const html = (block: DocumentNode, stored: PictureSource = STORED) =>
  renderHtml(content(block), { media: new Map([['m', stored]]) });

describe('a stored picture', () => {
  it('is never replaced by one from elsewhere, also while its files are missing', () => {
    const block = b.image({ mediaId: 'gone', src: 'https://other.example/track.png', alt: 'A knee' });
    expect(html(block)).toBe('<figure class="picture"><p class="picture-text">[Picture: A knee]</p></figure>');
  });

  it('offers the newer formats first, each in its sizes, and keeps its room free', () => {
    expect(html(b.image({ mediaId: 'm', caption: 'Slowly' }))).toBe(
      '<figure class="picture"><picture>' +
        '<source type="image/avif" srcset="https://press.example/media/a.avif 480w" sizes="(min-width: 48rem) 44rem, 100vw" />' +
        '<source type="image/webp" srcset="https://press.example/media/a.webp 480w" sizes="(min-width: 48rem) 44rem, 100vw" />' +
        '<img src="https://press.example/media/b.jpg" srcset="https://press.example/media/a.jpg 480w, https://press.example/media/b.jpg 960w"' +
        ' sizes="(min-width: 48rem) 44rem, 100vw" alt="A &quot;bent&quot; knee" width="960" height="480" loading="lazy" />' +
        '</picture><figcaption class="caption">Slowly <span class="credit">Picture: Ana &lt;Ruiz&gt;</span></figcaption></figure>',
    );
  });

  it('is described by the article first, then by its file', () => {
    expect(html(b.image({ mediaId: 'm', alt: 'Own words', credit: 'Me' }))).toMatch(/alt="Own words".*Picture: Me</);
    expect(html(b.image({ mediaId: 'm', decorative: true }))).toContain('alt=""');
    const decorative = { ...STORED, alt: undefined, decorative: true };
    expect(html(b.image({ mediaId: 'm' }), decorative)).toContain('alt=""');
    expect(html(b.image({ mediaId: 'm', alt: 'Own words' }), decorative)).toContain('alt="Own words"');
  });

  it('of an exercise is described by its file, or by the name of the exercise', () => {
    expect(html(b.exercise('Knee bend', { mediaId: 'm' }))).toMatch(/<picture>.*alt="A &quot;bent&quot; knee"/);
    expect(html(b.exercise('Knee bend', { mediaId: 'm' }), { src: at('a.jpg') })).toContain('alt="Knee bend"');
    expect(html(b.exercise('Knee bend', { mediaId: 'other' }))).toContain('[Picture: Knee bend]');
  });

  it('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard', 'html-validate:a11y'],
      rules: { 'void-style': 'off' },
    });
    const page = `<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><main>${html(b.image({ mediaId: 'm' }))}</main></body></html>`;
    expect((await validator.validateString(page)).results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it('takes no address and no type that could run something or end its attribute', () => {
    const files = ['javascript:alert(1)', 'data:image/svg+xml,x', 'https://x.example/a b', '" onload="alert(1)'].map(
      (src) => ({ src, width: 1 }),
    );
    const hostile: PictureSource = {
      src: at('a,b.jpg'),
      files: [...files, { src: at('a,b.jpg'), width: 9 }],
      sources: [
        { type: 'image/avif" onload="alert(1)', files: STORED.files! },
        { type: 'image/webp', files },
      ],
    };
    expect(html(b.image({ mediaId: 'm', alt: 'A' }), hostile)).toBe(
      '<figure class="picture"><img src="https://press.example/media/a,b.jpg" srcset="https://press.example/media/a%2Cb.jpg 9w"' +
        ' sizes="(min-width: 48rem) 44rem, 100vw" alt="A" loading="lazy" /></figure>',
    );
  });

  it('is words alone in an e-mail and in plain text', () => {
    const options = { media: new Map([['m', STORED]]) };
    const mail = renderEmailHtml(content(b.image({ mediaId: 'm', caption: 'Slowly' })), options);
    expect(mail).toContain('[Picture: A &quot;bent&quot; knee]');
    expect(mail).not.toMatch(/<img|<picture|<source|src|https?:/);
    expect(renderText(content(b.image({ mediaId: 'm' })), options)).toBe(
      '[Picture: A "bent" knee]\nPicture: Ana <Ruiz>',
    );
  });
});
