// Files of seven kinds, with all that themes, Word and strangers put into them: how much of each article arrives, whether
// anything arrives that could run in a reader's browser, and whether a reader breaks on any of them.

import { parseContent, renderHtml, textOf } from '#document';
import { readSource } from '#importing';
import { mixedFiles } from '../bench/support/mixed-files.mjs';

const GOAL_FILES = 1_000;
const UNSAFE = /<script|<iframe|<object|<embed|<svg|<style|\son[a-z]+\s*=|javascript:|href="data:|src="data:/i;

const squeezed = (text) => text.replace(/\s+/g, ' ').trim();
const visible = (text) => text.replace(/\s+/g, '').length;

/** The one article of a file; throws when there is none. */
async function articleIn({ name, bytes }) {
  const file = {
    name,
    size: bytes.length,
    chunks: async function* () {
      yield bytes;
    },
  };
  for await (const part of readSource(file)) {
    if (part.is !== 'article') throw new Error(part.reason ?? part.refusal.message);
    const reading = await part.read({ locale: 'en' });
    if (!reading.draft) throw new Error(reading.message);
    const content = parseContent(reading.draft.content);
    if (!content.document) throw new Error(content.message);
    return { content, account: reading.draft.account };
  }
  throw new Error('There is nothing in it.');
}

/** @param options `size`: how many files */
export async function run({ seed, size = GOAL_FILES, progress }) {
  const figures = { files: size, kept: 0, all: 0, unsafe: 0, crashes: 0, titlesLost: 0, unaccounted: 0, kinds: {} };
  const worst = [];
  let done = 0;
  for await (const file of mixedFiles(size, seed)) {
    done += 1;
    if (done % 20 === 0) progress.to(done / size, `${done} of ${size} files`);
    const all = file.texts.reduce((sum, text) => sum + visible(text), 0);
    figures.all += all;
    figures.kinds[file.kind] ??= { files: 0, kept: 0, all: 0 };
    const kind = figures.kinds[file.kind];
    kind.files += 1;
    kind.all += all;
    try {
      const { content, account } = await articleIn(file);
      const body = squeezed(textOf(content.document));
      const lost = file.texts.filter((text) => !body.includes(squeezed(text)));
      const kept = all - lost.reduce((sum, text) => sum + visible(text), 0);
      figures.kept += kept;
      kind.kept += kept;
      if (lost.length > 0 && worst.length < 5) worst.push({ file: file.name, text: lost[0].slice(0, 80) });
      if (content.title !== file.title) figures.titlesLost += 1;
      figures.unaccounted += account.lost;
      if (UNSAFE.test(renderHtml(content))) figures.unsafe += 1;
    } catch (error) {
      figures.crashes += 1;
      worst.push({ file: file.name, text: error.message.slice(0, 120) });
    }
  }
  const share = ({ kept, all }) => Math.round((kept / all) * 100_000) / 100_000;
  return {
    textKept: share(figures),
    unsafe: figures.unsafe,
    crashes: figures.crashes,
    unaccountedCharacters: figures.unaccounted,
    titlesLost: figures.titlesLost,
    files: size,
    byKind: Object.fromEntries(Object.entries(figures.kinds).map(([name, kind]) => [name, share(kind)])),
    worst,
    goals: { textKept: '>= 0.99', unsafe: 0, crashes: 0, unaccountedCharacters: 0 },
  };
}
