import { describe, expect, it } from '@jest/globals';
import { HtmlValidate } from 'html-validate';
import { build as b } from '../build.js';
import { extractBlocks } from '../extract/extract-blocks.js';
import { outline } from '../outline.js';
import { pieceKey } from '../pieces.js';
import { sampleContent } from '../sample.fixture.js';
import type { DocumentNode } from '../types.js';
import { renderEmailHtml } from './render-email-html.js';
import { renderHtml } from './render-html.js';
import { renderText } from './render-text.js';

const html = (block: DocumentNode, options = {}) => renderHtml(b.content(b.doc(block)), options);

describe('a page', () => {
  it.each<[string, DocumentNode, string]>([
    ['a paragraph', b.p('A & ', b.strong('b'), b.em('c'), b.br()), '<p>A &amp; <strong>b</strong><em>c</em><br /></p>'],
    ['a heading', b.h(3, 'A “b”'), '<h3 id="s-a-b">A “b”</h3>'],
    ['a list', b.ul('A', ['B', b.ul('C')]), '<ul><li>A</li><li>B<ul><li>C</li></ul></li></ul>'],
    ['a list that goes on', b.olFrom(3, ['A', 'B']), '<ol start="3"><li><p>A</p><p>B</p></li></ol>'],
    ['a quote', b.quote('A'), '<blockquote><p>A</p></blockquote>'],
    [
      'a table',
      b.table(['A'], ['B']),
      '<table><tbody><tr><th scope="col">A</th></tr><tr><td>B</td></tr></tbody></table>',
    ],
    [
      'a picture',
      b.image({ src: '/a.png', alt: 'A "b"', caption: 'C', credit: 'D' }),
      '<figure class="picture"><img src="/a.png" alt="A &quot;b&quot;" loading="lazy" /><figcaption class="caption">C <span class="credit">Picture: D</span></figcaption></figure>',
    ],
    [
      'a picture that is decoration',
      b.image({ src: '/a.png', decorative: true }),
      '<figure class="picture"><img src="/a.png" alt="" loading="lazy" /></figure>',
    ],
    [
      'a picture that is missing',
      b.image({ mediaId: 'm', alt: 'A' }),
      '<figure class="picture"><p class="picture-text">[Picture: A]</p></figure>',
    ],
    [
      'a video as a link',
      b.video('https://v.example/1', 'A'),
      '<p class="video"><a href="https://v.example/1">Video: A</a></p>',
    ],
    [
      'a key message',
      b.keyMessage('A'),
      '<section class="key-message" aria-labelledby="s-key-message"><h2 class="key-message-title" id="s-key-message">Key message</h2><p>A</p></section>',
    ],
    [
      'steps',
      b.steps('A'),
      '<section class="steps" aria-labelledby="s-what-to-do"><h2 class="steps-title" id="s-what-to-do">What to do</h2><ol class="step-list"><li>A</li></ol></section>',
    ],
    [
      'an exercise',
      b.exercise('A', { sets: 3, holdSeconds: 5, side: 'each' }, 'B'),
      '<article class="exercise" aria-labelledby="s-a"><h2 class="exercise-title" id="s-a">A</h2><dl class="dose"><div><dt>Side</dt><dd>each side in turn</dd></div><div><dt>Sets</dt><dd>3</dd></div><div><dt>Hold</dt><dd>5 seconds</dd></div></dl><p>B</p></article>',
    ],
    [
      'questions',
      b.faq({ question: 'A?', answer: 'B' }),
      '<section class="faq"><div class="faq-item"><h2 class="faq-question" id="s-a">A?</h2><div class="faq-answer"><p>B</p></div></div></section>',
    ],
    [
      'a caution',
      b.caution({}, 'A'),
      '<section class="caution" aria-labelledby="s-take-care"><h2 class="caution-title" id="s-take-care">Take care</h2><p>A</p></section>',
    ],
    [
      'an offer',
      b.callToAction({ label: 'B', href: 'tel:1-2' }, 'A'),
      '<section class="call-to-action"><p>A</p><p class="action"><a class="button" href="tel:1-2">B</a></p></section>',
    ],
    [
      'a story',
      b.story('consented', 'A'),
      '<section class="patient-story"><p class="story-label">A patient’s story, told with consent</p><p>A</p></section>',
    ],
    ['a term', b.p(b.term('M "n"', 'A')), '<p><dfn class="glossary-term" title="M &quot;n&quot;">A</dfn></p>'],
    ['an empty table of contents', b.contents(), ''],
  ])('shows %s', (_name, block, expected) => expect(html(block)).toBe(expected));

  it('puts the site’s own emergency number under red flags that need help now, and under no others', () => {
    const call = '<p class="call"><a href="tel:911">Call 911</a></p></section>';
    expect(html(b.redFlags({ urgency: 'now' }, 'A'), { emergencyNumber: '911' })).toMatch(
      new RegExp(`^<section class="red-flags" aria-labelledby="s-get-emergency-help-now"><h2.*${call}$`),
    );
    expect(html(b.redFlags({ urgency: 'soon' }, 'A'), { emergencyNumber: '911' })).not.toContain('tel:');
    expect(html(b.caution({}, 'A'), { emergencyNumber: '911' })).not.toContain('tel:');
    expect(html(b.redFlags({ urgency: 'now' }, 'A'))).not.toContain('tel:');
  });

  it('shows a safety block, and says so when it has none', () => {
    const block = b.safetyBlock('lbp', 2, 'a'.repeat(64));
    const own = { document: b.doc(b.redFlags({ urgency: 'now' }, 'A', b.p('B'))) };
    const safetyBlocks = new Map([[pieceKey('lbp', 2), own]]);
    expect(html(block, { safetyBlocks })).toContain('<section class="red-flags"');
    expect(html(block, { safetyBlocks: new Map([[pieceKey('lbp', 1), own]]) })).toContain('could not be shown');
    const nested = new Map([[pieceKey('lbp', 2), { document: b.doc(block) }]]);
    expect(html(block, { safetyBlocks: nested })).toContain('could not be shown');
    const smuggled = { ...block, content: [b.p('Nothing to worry about.')] };
    expect(html(smuggled)).not.toContain('Nothing to worry about.');
    expect(html(block, { safetyBlocks: new Map([[pieceKey('lbp', 2), { document: b.doc() }]]) })).toContain(
      'could not',
    );
  });

  it('shows a shared exercise with its sources, and says so when it has none or another text', () => {
    const block = b.sharedExercise('tilt', 3, 'a'.repeat(64));
    const references = [{ key: 'one', kind: 'web', url: 'https://b.example/', title: 'Of the exercise' } as const];
    const document = b.doc(b.exercise('Pelvic tilt', { sets: 3 }, b.p('Tilt ', b.cite('one', 'slowly'), '.')));
    const own = {
      ...b.content(b.doc(b.p('Walk ', b.cite('one', 'daily'), '.'), block)),
      references: [{ key: 'one', kind: 'web', url: 'https://a.example/', title: 'Of the article' } as const],
    };
    const exercises = new Map([[pieceKey('tilt', 3), { document, references, contentHash: 'a'.repeat(64) }]]);
    const page = renderHtml(own, { exercises });
    expect(page).toContain('Pelvic tilt</h');
    expect(page).toMatch(/daily<sup[^>]*><a href="#s-ref-1"/);
    expect(page).toMatch(/slowly<sup[^>]*><a href="#s-ref-2"/);
    expect(page).toMatch(/Of the article.*Of the exercise/);
    expect(renderText(own, { exercises })).toContain('Tilt slowly[2].');
    const other = new Map([[pieceKey('tilt', 3), { document, contentHash: 'b'.repeat(64) }]]);
    for (const options of [{}, { exercises: other }, { safetyBlocks: exercises }]) {
      expect(renderHtml(own, options)).toContain('An exercise belongs here and could not be shown.');
      expect(renderText(own, options)).toContain('An exercise belongs here and could not be shown.');
    }
  });

  it('numbers references as they are met, and cites once behind a sentence in two marks', () => {
    const references = ['a', 'b', 'c'].map((key) => ({ key, kind: 'guideline' as const, title: key.toUpperCase() }));
    const content = b.content(b.doc(b.p(b.cite('c', 'x', b.strong('y')), b.cite('a', b.cite('c', 'z')))), {
      references,
    });
    expect(renderHtml(content)).toMatch(
      /^<p>x<strong>y<\/strong>z<sup[^>]*><a href="#s-ref-1" aria-label="Reference 1">1<\/a><\/sup><sup[^>]*><a href="#s-ref-2"/,
    );
    expect(renderHtml(content)).toContain('<li id="s-ref-1">C</li><li id="s-ref-2">A</li><li id="s-ref-3">B</li>');
  });

  it('gives headings the ids of the outline, also when two are alike', () => {
    const content = b.content(
      b.doc(b.contents(), b.caution({ title: 'Pain' }, 'x'), b.h(2, 'Pain'), b.h(3, 'Pain'), b.h(2, '???')),
    );
    expect(outline(content).map(({ id }) => id)).toEqual(['s-pain', 's-pain-2', 's-section']);
    for (const { id, level } of outline(content)) {
      expect(renderHtml(content)).toContain(`<h${level} id="${id}">`);
      expect(renderHtml(content)).toContain(`<a href="#${id}">`);
    }
    const ids = [...renderHtml(content).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('moves headings down, and never below h6', () => {
    expect(html(b.h(2, 'A'), { headingOffset: 1 })).toMatch(/^<h3/);
    expect(html(b.h(4, 'A'), { headingOffset: 5 })).toMatch(/^<h6/);
    expect(renderHtml(b.content(b.doc(b.p('x')), { title: 'T', summary: 'S' }), { withTitle: true })).toBe(
      '<h1 class="title">T</h1><p class="summary">S</p><p>x</p>',
    );
  });

  it('speaks the language of the article', () => {
    expect(renderHtml(b.content(b.doc(b.keyMessage('A')), { locale: 'es-MX' }))).toContain('Lo más importante');
    expect(html(b.keyMessage('A'), { labels: { keyMessage: 'In short' } })).toContain('In short');
  });

  it('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard', 'html-validate:a11y'],
      rules: { 'void-style': 'off' },
    });
    const report = await validator.validateString(
      `<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><main>${renderHtml(sampleContent(), { withTitle: true, emergencyNumber: '911' })}</main></body></html>`,
    );
    expect(
      report.results.flatMap(({ messages }) => messages.map(({ message, ruleId }) => `${ruleId}: ${message}`)),
    ).toEqual([]);
  });
});

describe('an e-mail', () => {
  it('dresses every block inline', () => {
    expect(
      renderEmailHtml(sampleContent(), { emergencyNumber: '911', baseUrl: 'https://clinic.example' }),
    ).toMatchSnapshot();
  });

  it('makes the site’s links absolute, or leaves their words', () => {
    const content = b.content(b.doc(b.p(b.link('/book', 'Book'))));
    expect(renderEmailHtml(content, { baseUrl: 'https://clinic.example' })).toContain(
      'href="https://clinic.example/book"',
    );
    expect(renderEmailHtml(content)).not.toContain('<a');
    expect(renderEmailHtml(content)).toContain('Book');
  });
});

describe('a page with paths', () => {
  const content = b.content(b.doc(b.ul('A', ['B', b.ul('C')]), b.faq({ question: 'Why?', answer: 'So.' })), {
    title: 'T',
    summary: 'S',
  });

  it('says beside each text where it stands', () => {
    const shown = renderHtml(content, { withTitle: true, withPaths: true });
    const paths = [...shown.matchAll(/data-path="([^"]*)">([^<]*)/g)].map(([, path, text]) => [path, text]);
    expect(paths).toEqual([
      ['title', 'T'],
      ['summary', 'S'],
      ...extractBlocks(content).map(({ path, text }) => [path, text]),
    ]);
  });

  it('has none unless they are asked for, and none in an e-mail', () => {
    expect(renderHtml(content, { withTitle: true })).not.toContain('data-path');
    expect(renderEmailHtml(content, { withTitle: true, withPaths: true })).not.toContain('data-path');
  });
});
