import { escapeHtml } from '../render/escape.js';
import type { ArticleContent } from '../types.js';
import { type DiffEntry, diffEntries } from './diff-entries.js';
import type { WordChange } from './diff-words.js';

/**
 * A difference as an HTML fragment: a `div` a change with the classes `diff-entry` and `diff-kept`, `diff-changed`,
 * `diff-inserted` or `diff-removed`, the words in `ins` and `del`. The marks `[-`, `-]`, `{+` and `+}` stand as text
 * beside them, so that nothing rests on colour alone and a copied difference can still be read. No style, no script;
 * every text is escaped.
 */
export function renderDiffHtml(before: ArticleContent, after: ArticleContent): string {
  return `<div class="diff">${diffEntries(before, after).map(entryHtml).join('')}</div>`;
}

function entryHtml({ op, label, moved, words, notes }: DiffEntry): string {
  const what = op === 'kept' ? '' : `, ${op}`;
  const title =
    op === 'kept' && !moved ? '' : `<p class="diff-label">${escapeHtml(label)}${what}${moved ? ', moved' : ''}</p>`;
  const text = words.map(wordHtml).join('');
  const body = text === '' ? '' : `<p class="diff-text">${text}</p>`;
  const list = notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('');
  const details = list === '' ? '' : `<ul class="diff-notes">${list}</ul>`;
  return `<div class="diff-entry diff-${op}${moved ? ' diff-moved' : ''}">${title}${body}${details}</div>`;
}

function wordHtml({ op, text }: WordChange): string {
  const inner = escapeHtml(text).replaceAll('\n', '<br />');
  if (op === 'same' || text === '') return inner;
  return op === 'removed'
    ? `<del class="diff-del">${mark('[-')}${inner}${mark('-]')}</del>`
    : `<ins class="diff-ins">${mark('{+')}${inner}${mark('+}')}</ins>`;
}

function mark(sign: string): string {
  return `<span class="diff-mark">${sign}</span>`;
}
