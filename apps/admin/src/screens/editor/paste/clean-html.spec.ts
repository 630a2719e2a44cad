import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { build as b, parseContent } from '#document';
import { cleanHtml } from './clean-html';
import type { PlainElement, PlainNode } from './plain-node';

const SEED = 20261122;

function plain(node: DefaultTreeAdapterTypes.ChildNode): PlainNode[] {
  if (node.nodeName === '#text') return [{ text: (node as DefaultTreeAdapterTypes.TextNode).value }];
  if (!('tagName' in node)) return [];
  const attrs = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return [{ tag: node.tagName, attrs, children: node.childNodes.flatMap(plain) }];
}

const root = (html: string): PlainElement => ({
  tag: 'body',
  attrs: {},
  children: parseFragment(html).childNodes.flatMap(plain),
});
const clean = (html: string) => {
  const { blocks, report } = cleanHtml(root(html));
  return { blocks, report: Object.fromEntries(report) };
};

describe('a pasted text', () => {
  it('of Google Docs keeps its words, its bold and its lists, and loses its looks', () => {
    const html = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
      <h1 dir="ltr"><span style="font-size:20pt;font-family:Arial">Knee pain</span></h1>
      <p dir="ltr"><span style="color:#000">Walk </span><span style="font-weight:700">each day</span><span>.</span></p>
      <ul><li dir="ltr"><p><span>Stairs</span></p></li><li><p>Hills</p><ul><li>Steep ones</li></ul></li></ul>
      <p><a href="https://www.google.com/url?q=https://nice.org.uk/ng59&sa=D">Guideline</a></p></b>`;
    expect(clean(html)).toEqual({
      blocks: [
        b.h(2, 'Knee pain'),
        b.p('Walk ', b.strong('each day'), '.'),
        b.ul('Stairs', [b.p('Hills'), b.ul('Steep ones')]),
        b.p(b.link('https://nice.org.uk/ng59', 'Guideline')),
      ],
      report: { machinery: 1, looks: 2, headings: 1, detours: 1 },
    });
  });

  it('of Word gets real lists from typed ones', () => {
    const item = (sign: string, words: string) =>
      `<p class="MsoListParagraphCxSpFirst" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">${sign}<span>&nbsp;&nbsp; </span></span>${words}<o:p></o:p></p>`;
    const html = `<p class="MsoNormal">Before.<o:p></o:p></p>${item('·', 'Rest')}${item('·', 'Ice')}${item('1.', 'Stand')}${item('2.', 'Walk')}<p class="MsoNormal"><o:p>&nbsp;</o:p></p>`;
    expect(clean(html)).toEqual({
      blocks: [b.p('Before.'), b.ul('Rest', 'Ice'), b.ol('Stand', 'Walk')],
      report: { typedLists: 2 },
    });
  });

  it('of a page loses its machinery, its pictures but not their descriptions, and addresses that lead nowhere', () => {
    const html = `<nav><a href="/">Home</a></nav><div>First line<br><br>Second line<script>alert(1)</script></div>
      <img src="https://elsewhere.example/x.png" alt="A knee, from the side"><img src="data:x">
      <p><a href="javascript:alert(1)">Click</a> and <a href="https://a.example/?id=1&utm_source=mail">read</a></p>
      <button>Buy</button><iframe src="https://ads.example"></iframe>`;
    expect(clean(html)).toEqual({
      blocks: [
        b.p('First line'),
        b.p('Second line'),
        b.image({ alt: 'A knee, from the side' }),
        b.p('Click and ', b.link('https://a.example/?id=1', 'read')),
      ],
      report: { machinery: 4, pictures: 2, links: 1, detours: 1 },
    });
  });

  it('keeps tables of facts and takes tables of layout apart', () => {
    const facts = '<table><tr><th>Week</th><th>Minutes</th></tr><tr><td>1</td><td>10<br>or 12</td></tr></table>';
    expect(clean(facts).blocks).toEqual([b.table(['Week', 'Minutes'], ['1', b.p('10', b.br(), 'or 12')])]);
    const layout = '<table role="presentation"><tr><td><h2>Head</h2></td></tr><tr><td><p>Words</p></td></tr></table>';
    expect(clean(layout)).toEqual({ blocks: [b.h(2, 'Head'), b.p('Words')], report: { layoutTables: 1 } });
  });

  it('is always something that an article can hold, with every word in it', () => {
    const tag = fc.constantFrom(
      'p',
      'div',
      'ul',
      'ol',
      'li',
      'table',
      'tr',
      'td',
      'h1',
      'h3',
      'b',
      'a',
      'blockquote',
      'span',
    );
    const word = fc.stringMatching(/^[a-z]{2,6}$/);
    const html = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        word,
        fc
          .tuple(tag, fc.array(tie('node'), { maxLength: 4 }))
          .map(([name, inside]) => `<${name}>${inside.join(' ')}</${name}>`),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(html, { minLength: 1, maxLength: 5 }), (parts) => {
        const tree = root(parts.join(' '));
        const { blocks } = cleanHtml(tree);
        const content = parseContent(b.content(b.doc(...(blocks.length > 0 ? blocks : ['']))));
        expect(content).not.toHaveProperty('code');
        const words = (node: PlainNode): string =>
          'text' in node ? node.text : ` ${node.children.map(words).join('')} `;
        const letters = (text: string) => text.replace(/[^a-z]/g, '');
        const kept =
          JSON.stringify(blocks)
            .match(/"text":"[^"]*"/g)
            ?.map((text) => letters(text.slice(8))) ?? [];
        expect(kept.join('')).toBe(letters(words(tree)));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
