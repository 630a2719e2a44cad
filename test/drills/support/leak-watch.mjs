import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANY_CANARY, CANARY } from './plant-canaries.mjs';

/** The words of a PDF, by a reader that is not ours: as bytes they are packed. */
async function wordsOfPdf(bytes) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const words = [JSON.stringify(await pdf.getMetadata())];
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    words.push(items.map(({ str }) => str).join(' '));
  }
  await pdf.destroy();
  return words.join('\n');
}

/** Looks through everything that leaves the product, and counts what it looked at. */
export class Watch {
  seen = [];
  asked = 0;
  bytes = 0;
  /** How many of each kind were looked at: without any, "nothing seen" would mean nothing. */
  looked = {};

  /** Looks through one text of a kind. */
  look(kind, text, where, word = ANY_CANARY) {
    this.looked[kind] = (this.looked[kind] ?? 0) + 1;
    this.bytes += text.length;
    const at = text.search(word);
    if (at >= 0) this.seen.push(`${kind}: ${text.slice(Math.max(0, at - 80), at + 20)} in ${where}`.slice(0, 400));
  }

  /** Asks, and looks through every byte that comes back. */
  async ask(url, init = {}, kind = 'answers') {
    const response = await fetch(url, { redirect: 'manual', ...init });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isPdf = (response.headers.get('content-type') ?? '').includes('pdf');
    const text = isPdf ? await wordsOfPdf(bytes) : bytes.toString('utf8');
    this.asked += 1;
    // A question that names the canary may be repeated in the answer: what counts is what was not asked for.
    const isTold = `${url} ${init.body ?? ''}`.toLowerCase().includes(CANARY.slice(0, 8));
    const everything = isTold ? '' : `${[...response.headers].join('\n')}\n${text}`;
    this.look(isPdf ? 'handouts' : kind, everything, init.body ?? url);
    if (kind === 'queries' && /"data":\{"\w+":[[{](?!\]|"__typename":"(?:\w*NotFound|\w*Refused)")/.test(text)) {
      this.looked.queriesWithData = (this.looked.queriesWithData ?? 0) + 1;
    }
    return text;
  }

  /** Looks through every file below a folder. */
  async lookBelow(kind, folder) {
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      this.look(kind, await readFile(file, 'utf8'), file);
    }
  }
}
