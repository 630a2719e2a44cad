import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ArticleContent, parseContent, renderHtml } from '#document';
import { isRefusal } from '#kernel';
import { arbitraryContent } from '../../../../document/src/arbitrary.fixture.js';
import type { ArticleDraft } from '../draft/draft.js';
import { readHtml } from './read-html.js';

const SEED = 20261122;

function read(
  html: string,
  options: { title?: string; base?: string } = {},
): ArticleDraft & { parsed: ArticleContent } {
  const draft = readHtml(html, { format: 'html', locale: 'en', ...options });
  const parsed = parseContent(draft.content);
  if (isRefusal(parsed))
    throw new Error(`${parsed.code} ${parsed.message} ${JSON.stringify(draft.content).slice(0, 500)}`);
  return { ...draft, parsed };
}
const html = (source: string) => renderHtml(read(source).parsed);
const dropsOf = (source: string) => read(source).drops.map(({ kind, text, value }) => [kind, text || value]);

describe('what HTML becomes', () => {
  it('keeps structure and lists what did not come along', () => {
    const page = `<!doctype html><html lang="en-GB"><head><title>Sore knees | Harbor PT</title>
<meta name="description" content="What helps a sore knee."><link rel="canonical" href="https://old.example/knees">
<meta property="article:published_time" content="2020-01-02"></head><body>
<header><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<main><article><h1>Sore knees</h1><p>By Jane Doe, PT</p>
<p>Walk <b>every</b> day, and <a href="javascript:alert(1)">rest</a> <a href="more">after</a>.</p>
<h3>Causes</h3><ul><li>Age<ul><li>Wear</li></ul></li><li>Sport</li></ul>
<table><tr><th>Week</th><th>Steps</th></tr><tr><td>1</td><td>1,000</td></tr></table>
<iframe src="https://www.youtube.com/embed/abcdefghijk" title="Knee bends"></iframe><iframe src="https://evil.example/x"></iframe>
<figure><img src="/img/knee.jpg" alt="A knee"><figcaption>Photo of a knee</figcaption></figure>
</article></main><aside class="sidebar"><p>Recent posts</p></aside><footer>© Harbor</footer><script>track()</script></body></html>`;
    const draft = read(page);
    expect(draft.account).toMatchObject({ lost: 0 });
    expect(draft.title).toBe('Sore knees');
    expect(draft.meta).toMatchObject({
      canonical: 'https://old.example/knees',
      published: '2020-01-02',
      language: 'en-GB',
    });
    expect(draft.parsed).toMatchObject({ locale: 'en', summary: 'What helps a sore knee.' });
    expect(renderHtml(draft.parsed)).toMatchInlineSnapshot(
      `"<p>Walk <strong>every</strong> day, and rest <a href="https://old.example/more">after</a>.</p><h2 id="s-causes">Causes</h2><ul><li>Age<ul><li>Wear</li></ul></li><li>Sport</li></ul><table><tbody><tr><th scope="col">Week</th><th scope="col">Steps</th></tr><tr><td>1</td><td>1,000</td></tr></tbody></table><p class="video"><a href="https://www.youtube.com/watch?v=abcdefghijk">Video: Knee bends</a></p><figure class="picture"><img src="https://old.example/img/knee.jpg" alt="A knee" loading="lazy" /><figcaption class="caption">Photo of a knee</figcaption></figure>"`,
    );
    expect(draft.drops.map(({ kind, text, value }) => [kind, text || value])).toMatchInlineSnapshot(`
[
  [
    "outside",
    "Home",
  ],
  [
    "boilerplate",
    "By Jane Doe, PT",
  ],
  [
    "linkTarget",
    "javascript:alert(1)",
  ],
  [
    "embed",
    "https://evil.example/x",
  ],
  [
    "outside",
    "Recent posts",
  ],
  [
    "outside",
    "© Harbor",
  ],
]
`);
    expect(draft.provenance.find(({ path }) => path === 'content[0]')).toMatchObject({ fromLine: 6 });
  });
});

describe('what people paste', () => {
  it.each([
    [
      'lists of Word, which are paragraphs',
      `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Rest<o:p></o:p></p>
       <p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>Sleep</p><p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Ice</p>`,
      '<ul><li>Rest<ul><li>Sleep</li></ul></li><li>Ice</li></ul>',
    ],
    [
      'bold that is none, and bold that is a style',
      '<b style="font-weight:normal"><p><span style="font-weight:700">Bold</span><span> plain</span>.</p></b>',
      '<p><strong>Bold</strong> plain.</p>',
    ],
    [
      'divs and double breaks as paragraphs',
      '<div>One.</div><div><br></div><div>Two.<br><br>Three.<br>Same.</div>',
      '<p>One.</p><p>Two.</p><p>Three.<br />Same.</p>',
    ],
    ['typed bullets', '<p>Do this:<br>• walk<br>• rest</p>', '<p>Do this:</p><ul><li>walk</li><li>rest</li></ul>'],
    ['a table that only places', '<table><tr><td><h2>A</h2>b</td></tr></table>', '<h2 id="s-a">A</h2><p>b</p>'],
    ['numbers raised', '<p>10<sup>6</sup> and H<sub>2</sub>O, the 1<sup>st</sup></p>', '<p>10⁶ and H₂O, the 1st</p>'],
  ])('cleans up %s', (_, source, expected) => {
    expect(html(source)).toBe(expected);
    expect(read(source).account.lost).toBe(0);
  });

  it('lets nothing run, and says what it took out', () => {
    const source = `<p onclick=x>hi<script>bad()</script> <a href="data:text/html,x">d</a> <a href="java\nscript:x">j</a></p>
<img src="data:image/png;base64,AAAA" alt="knee"><svg onload=x><text>in svg</text></svg><object data=x>alt</object><del>Take 5</del>`;
    expect(html(source)).toBe(
      '<p>hi d j</p><figure class="picture"><p class="picture-text">[Picture: knee]</p></figure>',
    );
    expect(dropsOf(source)).toEqual([
      ['program', 'script'],
      ['linkTarget', 'data:text/html,x'],
      ['linkTarget', 'java\nscript:x'],
      ['picture', 'data:image/png;base64,AAAA'],
      ['vector', 'in svg'],
      ['embed', 'alt'],
      ['embed', 'x'],
      ['struckOut', 'Take 5'],
    ]);
  });

  it.each(['div', 'b'])('walks 50,000 nested %s without breaking', (tag) => {
    const { account, parsed } = read(`${`<${tag}>`.repeat(50_000)}deep text`);
    expect(account).toMatchObject({ input: 8, kept: 8, lost: 0 });
    expect(renderHtml(parsed)).toContain('deep text');
  });
});

describe('a document through HTML and back', () => {
  it('is the same HTML from the first pass on, and no text is lost', () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const first = html(renderHtml(content));
        expect(html(first)).toBe(first);
        expect(read(renderHtml(content)).account.lost).toBe(0);
        expect(read(first).account.lost).toBe(0);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});
