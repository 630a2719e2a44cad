import { describe, expect, it } from '@jest/globals';
import { parseContent, renderHtml } from '#document';
import { isRefusal } from '#kernel';
import type { ArticleDraft } from '../draft/draft.js';
import { item, para, run, wordPart, wordParts, wordTable, zipOf } from '../source/packed.fixture.js';
import { readDocx } from './read-docx.js';

const BOLD = '<w:b/>';
const link = (id: string, text: string) => `<w:hyperlink r:id="${id}">${run(text)}</w:hyperlink>`;
const NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>';

async function read(body: string, more: Record<string, string> = {}): Promise<ArticleDraft & { html: string }> {
  const draft = await readDocx('leaflet.docx', await zipOf(wordParts(body, more)), { locale: 'en' });
  if (isRefusal(draft)) throw new Error(draft.message);
  const parsed = parseContent(draft.content);
  if (isRefusal(parsed)) throw new Error(parsed.message);
  return { ...draft, html: renderHtml(parsed) };
}

async function refusalOf(parts: Record<string, string>): Promise<string> {
  const answer = await readDocx('leaflet.docx', await zipOf(parts), { locale: 'en' });
  if (!isRefusal(answer)) throw new Error('was read');
  return answer.code;
}

describe('what a Word document becomes', () => {
  it('keeps headings, lists, tables, bold words, links and footnotes', async () => {
    const draft = await read(
      para('Sore knees', 'Title') +
        para('Walking', 'heading1') +
        para(run('Walk ') + run('every day', BOLD) + run(', as ') + link('web', 'we say') + NOTE + run('.')) +
        para(run('Do not ') + link('bad', 'click here') + run('.')) +
        item('Shoes') +
        item('Soft', 1, 1) +
        item('Water') +
        para('Then:') +
        item('Sit', 2) +
        item('Stand', 2) +
        para('Steps', 'heading2') +
        wordTable(['Week', 'Steps'], ['1', '1,000']) +
        para('The end.'),
    );
    expect(draft.html).toMatchInlineSnapshot(
      `"<h2 id="s-walking">Walking</h2><p>Walk <strong>every day</strong>, as <a href="https://example.org/knee">we say</a>[1].</p><p>Do not click here.</p><ul><li>Shoes<ul><li>Soft</li></ul></li><li>Water</li></ul><p>Then:</p><ol><li>Sit</li><li>Stand</li></ol><h3 id="s-steps">Steps</h3><table><tbody><tr><th scope="col">Week</th><th scope="col">Steps</th></tr><tr><td>1</td><td>1,000</td></tr></tbody></table><p>The end.</p><ol><li>Fact checked in 2020.</li></ol>"`,
    );
    expect(draft.title).toBe('Sore knees');
    expect(draft.account).toMatchObject({ lost: 0 });
    expect(draft.drops.map(({ kind, text, value }) => [kind, text || value])).toMatchInlineSnapshot(`
[
  [
    "linkTarget",
    "javascript:alert(1)",
  ],
]
`);
    const lines = draft.provenance.filter(({ path }) => /^content\[\d+\]$/.test(path));
    expect(lines.map(({ fromLine }) => fromLine)).toEqual([2, 3, 4, 5, 8, 9, 11, 12, 16, 17]);
  });

  it('takes deleted words, heads, feet and remarks out and lists them', async () => {
    const draft = await read(
      para(
        `${run('Rest ')}<w:del w:id="1" w:author="A"><w:r><w:delText>never</w:delText></w:r></w:del><w:ins w:id="2" w:author="A">${run('often')}</w:ins>${run('.')}`,
      ) +
        para(run('Old words', '<w:strike/>')) +
        para(`<m:oMath xmlns:m="m"><m:r><m:t>x=2</m:t></m:r></m:oMath>`),
      {
        'word/header1.xml': wordPart('hdr', para('Harbor Clinic')),
        'word/comments.xml': wordPart(
          'comments',
          `<w:comment w:id="1" w:author="B">${para('Is this so?')}</w:comment>`,
        ),
        'docProps/core.xml':
          '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Rest</dc:title><dc:creator>Jane Roe</dc:creator></cp:coreProperties>',
      },
    );
    expect(draft.html).toMatchInlineSnapshot(`"<p>Rest often.</p>"`);
    expect(draft.drops.map(({ kind, text }) => [kind, text])).toMatchInlineSnapshot(`
[
  [
    "struckOut",
    "Old words",
  ],
  [
    "boilerplate",
    "Harbor Clinic",
  ],
  [
    "comment",
    "Is this so?",
  ],
  [
    "outside",
    "Fact checked in 2020.",
  ],
  [
    "struckOut",
    "never",
  ],
  [
    "vector",
    "x=2",
  ],
]
`);
    expect(new Set(draft.drops.map(({ id }) => id)).size).toBe(draft.drops.length);
    expect(draft.account).toMatchObject({ lost: 0 });
    expect(JSON.stringify(draft.content)).not.toContain('Jane Roe');
    expect(draft.notices.map(({ code }) => code)).toContain('PRIVATE_METADATA');
  });

  it('loses nothing of text boxes, which stand twice in the file', async () => {
    const box = (tag: string) =>
      `<mc:${tag}><w:pict><v:shape><v:textbox><w:txbxContent>${para('Call us at once if the leg swells.')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:${tag}>`;
    const both = await read(
      para(`<w:r><mc:AlternateContent>${box('Choice')}${box('Fallback')}</mc:AlternateContent></w:r>`) + para('After.'),
    );
    expect(both.html).toContain('Call us at once');
    expect(both.account).toMatchObject({ lost: 0 });
    const only = await read(
      para(`<w:r><mc:AlternateContent>${box('Choice')}</mc:AlternateContent></w:r>`) + para('After.'),
    );
    expect(JSON.stringify([only.content, only.drops])).toContain('Call us at once');
    expect(only.account).toMatchObject({ lost: 0 });
  });
});

describe('a Word document that is refused', () => {
  it('refuses macros, entities, and an archive that is no document', async () => {
    const body = para('Rest.');
    expect(await refusalOf(wordParts(body, { 'word/vbaProject.bin': 'x' }))).toBe('HAS_MACROS');
    const bomb =
      '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>';
    expect(await refusalOf(wordParts(body, { 'word/document.xml': bomb }))).toBe('XML_ENTITIES');
    expect(await refusalOf({ 'readme.txt': 'hello' })).toBe('DAMAGED_ARCHIVE');
    expect(await refusalOf(wordParts(body, { 'word/document.xml': '<w:document><w:body>' }))).toBe('DAMAGED_ARCHIVE');
  });

  it('refuses what is cut off anywhere, and never throws', async () => {
    const whole = await zipOf(wordParts(para('Rest.')));
    for (const share of [0, 0.1, 0.5, 0.9, 0.99]) {
      const answer = await readDocx('cut.docx', whole.subarray(0, whole.length * share), { locale: 'en' });
      expect(answer).toMatchObject({ code: 'DAMAGED_ARCHIVE' });
    }
  });
});
