import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { parse } from 'parse5';

/** Every file below a folder, by its path with slashes, in order. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The call button of the red flags is a whole sentence, which may break between its words.
    'tel-non-breaking': 'off',
    // Boxes of one question share their name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
  },
});

/** What a validator finds in the pages of a folder. */
export async function htmlFaults(folder: string, files: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const path of files.filter((it) => it.endsWith('.html'))) {
    const report = await validator.validateString(await readFile(join(folder, path), 'utf8'), path);
    for (const { messages } of report.results) {
      faults.push(...messages.map(({ ruleId, message }) => `${path}: ${ruleId}: ${message}`));
    }
  }
  return faults;
}

interface Node {
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}

function attributes(node: Node, names: ReadonlySet<string>): string[] {
  const own = (node.attrs ?? []).filter(({ name }) => names.has(name)).map(({ value }) => value);
  return [...own, ...(node.childNodes ?? []).flatMap((child) => attributes(child, names))];
}

const LINKS = new Set(['href', 'src']);
const IDS = new Set(['id']);

/** Links of the pages of a folder that lead nowhere in it, with the page they stand on. `base` is the site's own path. */
export async function brokenLinks(folder: string, files: readonly string[], base: string): Promise<string[]> {
  const there = new Set(files);
  const broken: string[] = [];
  for (const page of files.filter((it) => it.endsWith('.html'))) {
    const root = parse(await readFile(join(folder, page), 'utf8')) as unknown as Node;
    const ids = new Set(attributes(root, IDS));
    for (const link of attributes(root, LINKS)) {
      if (link.startsWith('#')) {
        if (!ids.has(decodeURIComponent(link.slice(1)))) broken.push(`${page}: ${link}`);
        continue;
      }
      if (/^(https?:|tel:|mailto:|data:)/.test(link)) continue;
      const path = decodeURIComponent(new URL(link, `https://x${base}/${page}`).pathname);
      const file = path.startsWith(`${base}/`) ? path.slice(base.length + 1).replace(/\/$/, '') : null;
      const found = file !== null && (there.has(file) || there.has(file === '' ? 'index.html' : `${file}/index.html`));
      if (!found) broken.push(`${page}: ${link}`);
    }
  }
  return broken;
}
