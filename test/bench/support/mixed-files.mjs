// Files of the kinds clinics have in their drawers, made from a seed: saved pages with everything a theme puts around an
// article, pieces pasted out of Word, notes with front matter, Word documents, exports and answers of WordPress, scraped
// texts. Each knows the sentences of its article, which have to arrive, and carries markup that must not.

import yazl from 'yazl';
import { paragraph, pick, random, sentence, titleOf } from './wordpress-export.mjs';

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src="x" onerror="alert(1)" alt="">',
  '<p><a href="javascript:alert(1)">Read on</a> about it here, in a sentence of its own.</p>',
  '<iframe src="https://evil.example/frame"></iframe>',
  '<svg onload="alert(1)"><text>hi</text></svg>',
  '<style>p{display:none}</style>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<p style="background:url(javascript:alert(1))" onclick="alert(1)">A line with a handler stands here for readers.</p>',
];
const FURNITURE = [
  '<nav><ul><li><a href="/">Home</a></li><li><a href="/blog">Blog</a></li></ul></nav>',
  '<div class="cookie-notice"><p>We use cookies to make this site better for you and for us.</p><button>OK</button></div>',
  '<div class="sharedaddy share-buttons"><a href="#">Tweet</a> <a href="#">Share</a></div>',
  '<aside class="related-posts"><h3>Related posts</h3><ul><li><a href="/a">Ten stretches</a></li><li><a href="/b">Bad shoes</a></li></ul></aside>',
  '<div class="author-box"><p>Written by our team.</p></div>',
];

/** An article: title, parts with headings, paragraphs, a list and a table. */
function article(next, number) {
  const parts = Array.from({ length: 2 + Math.floor(next() * 3) }, (_, at) => ({
    heading: `${pick(next, ['What Helps', 'Why It Hurts', 'Exercises to Try', 'When to Rest'])} ${at + 1}`,
    paragraphs: Array.from({ length: 1 + Math.floor(next() * 3) }, () => paragraph(next)),
    items: next() < 0.6 ? Array.from({ length: 3 + Math.floor(next() * 3) }, () => sentence(next)) : [],
    rows:
      next() < 0.3 ? [['Week', 'Minutes'], ...[1, 2, 3].map((week) => [`Week ${week}`, `${week * 10} minutes`])] : [],
  }));
  const texts = parts.flatMap((part) => [part.heading, ...part.paragraphs, ...part.items, ...part.rows.flat()]);
  return { title: titleOf(next, number), parts, texts };
}

function bodyHtml(next, { parts }, messy) {
  const p = (text) => {
    const words = escaped(text);
    if (!messy) return `<p>${words}</p>`;
    return pick(next, [
      `<p class="MsoNormal"><span style="mso-fareast-language:EN"><span>${words}</span><o:p></o:p></span></p>`,
      `<div>${words}</div>`,
      `${words}<br><br>`,
      `<p><span style="font-weight:bold">${words.split(' ')[0]}</span>&nbsp;${words.split(' ').slice(1).join(' ')}</p>`,
    ]);
  };
  return parts
    .map(({ heading, paragraphs, items, rows }) =>
      [
        `<h2>${heading}</h2>`,
        ...paragraphs.map(p),
        items.length > 0 ? `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>` : '',
        rows.length > 0
          ? `<table>${rows.map((row, at) => `<tr>${row.map((cell) => (at === 0 ? `<th>${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`).join('')}</table>`
          : '',
      ].join('\n'),
    )
    .join('\n');
}

const KINDS = {
  page(next, it) {
    const around = () => pick(next, FURNITURE);
    return `<!doctype html><html lang="en"><head><title>${it.title} | Old Clinic</title><meta name="author" content="Jane Doe"></head>
<body>${around()}<main>${around()}<article><h1>${it.title}</h1>${bodyHtml(next, it, next() < 0.5)}${pick(next, HOSTILE)}${around()}</article></main><footer>Copyright 2020</footer></body></html>`;
  },
  fragment: (next, it) => `<h1>${it.title}</h1>\n${bodyHtml(next, it, true)}\n${pick(next, HOSTILE)}`,
  md(next, it) {
    const parts = it.parts.map(({ heading, paragraphs, items, rows }) => {
      const table = rows.map((row, at) => `| ${row.join(' | ')} |${at === 0 ? '\n| --- | --- |' : ''}`);
      return [`## ${heading}`, ...paragraphs, items.map((item) => `- ${item}`).join('\n'), table.join('\n')].join(
        '\n\n',
      );
    });
    return `---\ntitle: "${it.title}"\ntags: [pain, walking]\nauthor: Jane Doe\n---\n\n${parts.join('\n\n')}\n\n${pick(next, HOSTILE)}\n`;
  },
  txt(next, it) {
    const blank = next() < 0.5 ? '\n\n' : '\n';
    const parts = it.parts.map(({ heading, paragraphs, items, rows }) =>
      [heading, ...paragraphs, ...items.map((item) => `  • ${item}`), ...rows.map((row) => `${row.join(' ')}.`)].join(
        blank,
      ),
    );
    return [it.title, ...parts, 'Related Posts', 'Leave a Comment'].join(blank);
  },
  wxr(next, it, number) {
    const cdata = `<h1>${it.title}</h1>${bodyHtml(next, it, next() < 0.5)}${pick(next, HOSTILE)}`;
    return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><link>https://old.example</link><item><title>${it.title}</title>
<guid>https://old.example/?p=${number}</guid><content:encoded><![CDATA[${cdata}]]></content:encoded><wp:post_id>${number}</wp:post_id>
<wp:post_name>post-${number}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`;
  },
  rest: (next, it, number) =>
    JSON.stringify([
      {
        id: number,
        type: 'post',
        slug: `post-${number}`,
        guid: { rendered: `https://old.example/?p=${number}` },
        title: { rendered: it.title },
        content: { rendered: bodyHtml(next, it, next() < 0.3) + pick(next, HOSTILE) },
        excerpt: { rendered: '<p>First words [&hellip;]</p>' },
      },
    ]),
  docx(_next, it) {
    const p = (text, style) =>
      `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
    const parts = it.parts.map(({ heading, paragraphs, items, rows }) => {
      const table = rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('')}</w:tr>`).join('');
      return [
        p(heading, 'Heading1'),
        ...paragraphs.map((text) => p(text)),
        ...items.map((text) => p(text)),
        table && `<w:tbl>${table}</w:tbl>`,
      ].join('');
    });
    const styles = ['Title', 'heading 1'].map(
      (name) =>
        `<w:style w:type="paragraph" w:styleId="${name === 'Title' ? 'Title' : 'Heading1'}"><w:name w:val="${name}"/></w:style>`,
    );
    const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const rels = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    return zipped({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
      '_rels/.rels': `<Relationships ${rels}><Relationship Id="d" Type="${type}/officeDocument" Target="word/document.xml"/></Relationships>`,
      'word/_rels/document.xml.rels': `<Relationships ${rels}><Relationship Id="s" Type="${type}/styles" Target="styles.xml"/></Relationships>`,
      'word/styles.xml': `<w:styles ${w}>${styles.join('')}</w:styles>`,
      'word/document.xml': `<w:document ${w}><w:body>${p(it.title, 'Title')}${parts.join('')}</w:body></w:document>`,
    });
  },
};
const ENDINGS = { page: 'html', fragment: 'html', md: 'md', txt: 'txt', wxr: 'xml', rest: 'json', docx: 'docx' };

async function zipped(files) {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** So many files, one kind after the other: name, bytes, and the texts of the article in it. */
export async function* mixedFiles(count, seed) {
  const next = random(seed);
  const kinds = Object.keys(KINDS);
  for (let number = 1; number <= count; number += 1) {
    const kind = kinds[number % kinds.length];
    const it = article(next, number);
    const content = await KINDS[kind](next, it, number);
    yield { kind, name: `${number}.${ENDINGS[kind]}`, bytes: Buffer.from(content), title: it.title, texts: it.texts };
  }
}
