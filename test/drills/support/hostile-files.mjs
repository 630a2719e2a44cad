import { deflateRawSync } from 'node:zlib';
import yazl from 'yazl';
import { readSource } from '#importing';

const MB = 1_048_576;

async function zipped(files) {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(content, name);
  zip.end();
  const chunks = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const lols = (depth) =>
  Array.from({ length: depth }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');

/** A ZIP whose directory claims other sizes than its file has. */
function lyingZip() {
  const packed = deflateRawSync(Buffer.alloc(30 * MB));
  const head = Buffer.alloc(30 + 8);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(10, 22);
  head.writeUInt16LE(8, 26);
  head.write('word.xml', 30);
  return Buffer.concat([head, packed]);
}

/** Files that are small and ask for much, by name. */
export async function hostileFiles() {
  const zeros = Buffer.alloc(150 * MB, 0x20);
  const bomb = await zipped({ 'word/document.xml': zeros, '[Content_Types].xml': Buffer.from('<Types/>') });
  const wxr = (body) =>
    Buffer.from(
      `<?xml version="1.0"?>${body}<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>&l9;</title></item></channel></rss>`,
    );
  return {
    'bomb.docx': bomb,
    'nested.zip': await zipped({ 'a.docx': bomb, 'b.zip': await zipped({ 'c.docx': bomb }) }),
    'lying.docx': lyingZip(),
    'many.zip': await zipped(
      Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`${n}.txt`, Buffer.from('x')])),
    ),
    'climbing.zip': await zipped({ 'a/b.txt': Buffer.from('x') }).then((it) =>
      Buffer.from(it.toString('latin1').replaceAll('a/b.txt', '../.txt'), 'latin1'),
    ),
    'laughs.xml': wxr(`<!DOCTYPE rss [<!ENTITY l0 "lol">${lols(9)}]>`),
    'outside.xml': wxr('<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'),
    'deep.xml': wxr('').subarray(0, 200).toString() + '<item>'.repeat(200_000),
    'deep.html': Buffer.from(`${'<div>'.repeat(100_000)}x`),
    'wide.html': Buffer.from(`<p ${'a=b '.repeat(200_000)}>x</p>`),
    'long.md': Buffer.from(`${'['.repeat(50_000)}x${']('.repeat(50_000)}`),
    'stars.md': Buffer.from('*a_ '.repeat(30_000)),
    'svg.html': Buffer.from(
      '<svg onload=quoxrun7><script>quoxrun7</script></svg><math><mtext><script>quoxrun7</script></mtext></math>',
    ),
  };
}

/** Reads a file as an import does, and says how it ended, how long it took and how much memory it took. */
export async function readHostile(name, content) {
  const bytes = Buffer.from(content);
  const started = performance.now();
  const before = process.memoryUsage().rss;
  const file = {
    name,
    size: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
  const outcomes = [];
  let crashed;
  try {
    for await (const part of readSource(file)) {
      if (part.is === 'article') await part.read({ locale: 'en' });
      outcomes.push(part.is);
      if (outcomes.length > 30_000) break;
    }
  } catch (error) {
    crashed = String(error?.message ?? error).slice(0, 120);
  }
  const seconds = (performance.now() - started) / 1_000;
  return { name, parts: outcomes.length, seconds, grownMiB: (process.memoryUsage().rss - before) / MB, crashed };
}
