import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '#kernel';
import type { ArticleDraft } from '../draft/draft.js';
import { para, wordParts, zipOf } from './packed.fixture.js';
import { readSource } from './read-source.js';
import type { SourcePart } from './unit.js';

async function partsOf(name: string, content: string | Uint8Array): Promise<SourcePart[]> {
  const bytes = Buffer.from(content as string);
  const parts: SourcePart[] = [];
  const file = {
    name,
    size: bytes.length,
    chunks: async function* () {
      yield bytes;
    },
  };
  for await (const part of readSource(file)) parts.push(part);
  return parts;
}

async function draftOf(part: SourcePart | undefined): Promise<ArticleDraft> {
  if (part?.is !== 'article') throw new Error(JSON.stringify(part));
  const reading = await part.read({ locale: 'en' });
  if (isRefusal(reading)) throw new Error(reading.message);
  return reading.draft;
}

async function codeOf(part: SourcePart | undefined): Promise<string> {
  if (part?.is === 'refused') return part.refusal.code;
  const reading = part?.is === 'article' ? await part.read({ locale: 'en' }) : undefined;
  return isRefusal(reading) ? reading.code : 'READ';
}

const wordsOf = ({ content }: ArticleDraft) => JSON.stringify(content.document);

const POST = {
  id: 7,
  type: 'post',
  slug: 'sore-knees',
  link: 'https://old.example/sore-knees/',
  guid: { rendered: 'https://old.example/?p=7&#038;x=1' },
  date_gmt: '2020-01-02T03:04:05',
  title: { rendered: 'Knees &#038; hips' },
  content: { rendered: '<p>Walk <strong>every</strong> day.</p>\n[gallery ids="1"]' },
  excerpt: { rendered: '<p>What helps.</p>\n' },
  _embedded: {
    author: [{ name: 'Jane Doe' }],
    'wp:term': [[{ taxonomy: 'category', name: 'Knee &amp; hip' }], [{ taxonomy: 'post_tag', name: 'pain' }]],
  },
};
const PAGE = {
  id: 8,
  type: 'page',
  slug: 'hips',
  guid: { rendered: 'https://old.example/?page_id=8' },
  title: { rendered: 'Hips' },
  content: { rendered: '<h2>Rest</h2><p>Rest the hip.</p>' },
  excerpt: { rendered: '<p>Rest the [&hellip;]</p>' },
};

describe('REST answers of a WordPress site', () => {
  it('reads an array of posts', async () => {
    const parts = await partsOf('posts.json', JSON.stringify([POST, PAGE]));
    const [first, second] = await Promise.all(parts.map(draftOf));
    expect(parts).toMatchObject([
      { name: 'posts.json > sore-knees', key: 'https://old.example/?p=7&x=1' },
      { name: 'posts.json > hips', key: 'https://old.example/?page_id=8' },
    ]);
    expect(first).toMatchObject({
      title: 'Knees & hips',
      slug: 'sore-knees',
      account: { lost: 0 },
      content: { summary: 'What helps.' },
      meta: { authors: ['Jane Doe'], categories: ['Knee & hip'], tags: ['pain'], published: '2020-01-02T03:04:05' },
      notices: [{ code: 'SHORTCODE' }],
    });
    expect(wordsOf(first!)).toContain('[gallery ids');
    // WordPress makes a summary of the first words when nobody wrote one; it breaks off in the middle.
    expect(second).toMatchObject({ title: 'Hips', content: { summary: '' } });
  });

  it('reads every list in an object, and says what is no post', async () => {
    const parts = await partsOf('site.json', JSON.stringify({ posts: [POST, { id: 9, code: 'gone' }], pages: [PAGE] }));
    expect(parts.map(({ is, name }) => [is, name])).toEqual([
      ['article', 'site.json > sore-knees'],
      ['leftOut', 'site.json > 9'],
      ['article', 'site.json > hips'],
    ]);
  });

  it('says that a protected post has no text here', async () => {
    const hidden = { ...PAGE, content: { rendered: '', protected: true } };
    expect(await partsOf('one.json', JSON.stringify(hidden))).toMatchObject([
      { is: 'leftOut', reason: expect.stringContaining('password') },
    ]);
  });

  it('refuses what holds no post', async () => {
    for (const text of ['{"a":1}', '[]', 'null', '[[[', '"x"', '['.repeat(200_000)])
      expect((await partsOf('a.json', text)).map(({ is }) => is)).toEqual(['refused']);
  });
});

describe('an archive', () => {
  it('reads each file by its format, and goes on after those it cannot read', async () => {
    const parts = await partsOf(
      'site.zip',
      await zipOf({
        'a/one.txt': 'Sore knees\n\nWalk every day.\n',
        'a/two.md': '# Hips\n\nRest.\n',
        'three.html': '<h1>Back</h1><p>Move.</p>',
        'four.docx': await zipOf(wordParts(para('Neck', 'heading1') + para('Turn it.'))),
        'macros.docx': await zipOf(wordParts(para('x'), { 'word/vbaProject.bin': 'x' })),
        'posts.json': JSON.stringify([POST, PAGE]),
        'inner.zip': await zipOf({ 'a.txt': 'a' }),
        'photo.tiff': 'x',
        '__MACOSX/._one.txt': 'x',
        'nul.txt': 'a\0b',
        'empty.md': '',
        'last.md': '# Feet\n\nWarm them.\n',
      }),
    );
    const codes = await Promise.all(parts.map(async (part) => [part.name.slice(11), await codeOf(part)]));
    expect(Object.fromEntries(codes)).toEqual({
      'a/one.txt': 'READ',
      'a/two.md': 'READ',
      'three.html': 'READ',
      'four.docx': 'READ',
      'macros.docx': 'HAS_MACROS',
      'posts.json > sore-knees': 'READ',
      'posts.json > hips': 'READ',
      'inner.zip': 'NOTHING_TO_IMPORT',
      'photo.tiff': 'UNKNOWN_FILE_TYPE',
      'nul.txt': 'BINARY_FILE',
      'empty.md': 'EMPTY_FILE',
      'last.md': 'READ',
    });
  });

  it('refuses a truncated one, one that is none and one that grows without end', async () => {
    const whole = await zipOf({ 'one.txt': 'Walk every day. '.repeat(50), 'two.txt': 'Rest.' });
    expect(await codeOf((await partsOf('a.zip', whole.subarray(0, whole.length * 0.6)))[0])).toBe('DAMAGED_ARCHIVE');
    expect(await codeOf((await partsOf('a.zip', 'hello'))[0])).toBe('DAMAGED_ARCHIVE');
    expect(await codeOf((await partsOf('a.zip', ''))[0])).toBe('DAMAGED_ARCHIVE');
    const bomb = await partsOf('a.zip', await zipOf({ 'bomb.txt': Buffer.alloc(4_000_000, 97), 'after.txt': 'Rest.' }));
    expect(await Promise.all(bomb.map(codeOf))).toEqual(['ARCHIVE_TOO_LARGE', 'READ']);
  });

  it('reads the rest when the bytes of one file are damaged', async () => {
    const whole = Buffer.from(await zipOf({ 'one.txt': 'Walk every day. '.repeat(50), 'two.txt': 'Rest.' }));
    whole.fill(0xff, 40, 50);
    expect(await Promise.all((await partsOf('a.zip', whole)).map(codeOf))).toEqual(['DAMAGED_ARCHIVE', 'READ']);
  });
});

describe('encodings and line endings', () => {
  it('reads front matter, whatever the line endings', async () => {
    const text =
      '---\r\ntitle: "Sore knees: a start"\rslug: sore-knees\ntags: [pain, knee]\r\nauthor: Jane Doe\nlayout: post\n---\r\n## Causes\r\rWear, **age**.\n\n- One\r\n- Two\r\n';
    const draft = await draftOf((await partsOf('post.md', text))[0]);
    expect(draft).toMatchObject({
      title: 'Sore knees: a start',
      slug: 'sore-knees',
      meta: { tags: ['pain', 'knee'], authors: ['Jane Doe'], other: { layout: 'post' } },
      account: { lost: 0 },
    });
    expect(draft.content.document.content?.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'bulletList']);
    expect(draft.provenance.find(({ path }) => path === 'content[1]')).toMatchObject({ fromLine: 10 });
  });

  it('reads HTML in UTF-16 of both orders, and in what the page declares', async () => {
    const html = '<html><head><title>Café</title></head><body><p>Señal</p></body></html>';
    const little = Buffer.from(`\ufeff${html}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      const draft = await draftOf((await partsOf('a.html', bytes))[0]);
      expect(draft).toMatchObject({ title: 'Café', notices: [{ code: 'ENCODING_CONVERTED' }] });
      expect(wordsOf(draft)).toContain('Señal');
    }
    const latin = Buffer.from(html.replace('<head>', '<head><meta charset="iso-8859-1">'), 'latin1');
    expect(wordsOf(await draftOf((await partsOf('a.html', latin))[0]))).toContain('Señal');
  });

  it('counts the lines of HTML with mixed line endings as an editor does', async () => {
    const draft = await draftOf((await partsOf('a.html', '<p>One</p>\r\n<p>Two</p>\r<p>Three</p>\n<p>Four</p>'))[0]);
    expect(draft.provenance.map(({ fromLine }) => fromLine)).toEqual([1, 2, 3, 4]);
  });

  it('refuses NUL bytes and broken UTF-16 with the reason', async () => {
    for (const name of ['a.html', 'a.md', 'a.json', 'a.txt'])
      expect(await codeOf((await partsOf(name, 'Rest\0ing'))[0])).toBe('BINARY_FILE');
    expect(await codeOf((await partsOf('a.html', Buffer.from([0xff, 0xfe, 0x41])))[0])).toBe('BINARY_FILE');
  });

  it('refuses an XML bomb', async () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>';
    expect(await codeOf((await partsOf('a.xml', bomb))[0])).toBe('XML_ENTITIES');
  });
});
