import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

type ReadCode = (data: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;

// Its types speak of a default export that the file itself does not have.
const readCode = createRequire(import.meta.url)('jsqr') as ReadCode;

/** What the element of a page is and holds, as a screen reader is told it. */
export interface Tagged {
  readonly role: string;
  readonly alt?: string;
  readonly children: readonly Tagged[];
}

/** A page of a PDF as light and dark, drawn by a program that is not ours. */
async function drawn(bytes: ArrayBuffer, number: number, scale: number) {
  const pdf = await getDocument({ data: new Uint8Array(bytes.slice(0)), verbosity: 0 }).promise;
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** What a camera reads in the code on the last page that has one; null where none is found. */
export async function codeIn(bytes: ArrayBuffer): Promise<string | null> {
  const { numPages } = await getDocument({ data: new Uint8Array(bytes.slice(0)), verbosity: 0 }).promise;
  for (let number = numPages; number > 0; number -= 1) {
    // About 200 dots an inch: what an ordinary printer and a telephone leave of it.
    const { data, width, height } = await drawn(bytes, number, 2.8);
    const code = readCode(new Uint8ClampedArray(data), width, height);
    if (code) return code.data;
  }
  return null;
}

/** The structure of every page, in reading order. */
export async function tagsOf(bytes: ArrayBuffer): Promise<Tagged[]> {
  const pdf = await getDocument({ data: new Uint8Array(bytes.slice(0)), verbosity: 0 }).promise;
  const pages: Tagged[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const tree = await (await pdf.getPage(number)).getStructTree();
    if (tree) pages.push(tree as unknown as Tagged);
  }
  return pages;
}

/** A piece of text, and the tag within which it is drawn; null for none. */
export interface TaggedText {
  readonly text: string;
  readonly tag: string | null;
}

/** The text of every page, in the order in which it stands in the file. */
export async function textsOf(bytes: ArrayBuffer): Promise<TaggedText[][]> {
  const pdf = await getDocument({ data: new Uint8Array(bytes.slice(0)), verbosity: 0 }).promise;
  const pages: TaggedText[][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent({ includeMarkedContent: true });
    const open: string[] = [];
    const texts: TaggedText[] = [];
    for (const it of items) {
      if ('str' in it && it.str.trim()) texts.push({ text: it.str, tag: open.at(-1) ?? null });
      else if ('type' in it && it.type === 'endMarkedContent') open.pop();
      else if ('type' in it) open.push((it as { tag?: string }).tag ?? '');
    }
    pages.push(texts);
  }
  return pages;
}
