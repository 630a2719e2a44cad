import type { ArticleContent } from '../types.js';
import { type DiffEntry, diffEntries } from './diff-entries.js';
import type { WordChange } from './diff-words.js';

const SIGNS = { kept: ' ', changed: '~', inserted: '+', removed: '-' } as const;

/** The words of one entry with `[-removed-]` and `{+inserted+}` marks. */
function markedWords(words: readonly WordChange[]): string {
  return words
    .map(({ op, text }) => (op === 'same' ? text : op === 'removed' ? `[-${text}-]` : `{+${text}+}`))
    .join('');
}

/**
 * A difference as plain text for a terminal: a line a change with its sign (`+`, `-`, `~`, and `>` for a move), its words
 * below. Runs of blocks that did not change are counted, not printed. Ends without a newline.
 */
export function renderDiffText(before: ArticleContent, after: ArticleContent): string {
  const lines: string[] = [];
  let unchanged = 0;
  const closeRun = () => {
    if (unchanged > 0) lines.push(`  (${unchanged} unchanged)`);
    unchanged = 0;
  };
  for (const entry of diffEntries(before, after)) {
    if (entry.op === 'kept' && !entry.moved) unchanged += 1;
    else {
      closeRun();
      lines.push(entryText(entry));
    }
  }
  const changed = lines.length > 0;
  closeRun();
  return printable(changed ? lines.join('\n') : 'Nothing changed.');
}

function entryText({ op, label, moved, words, notes }: DiffEntry): string {
  const sign = op === 'kept' ? '>' : SIGNS[op];
  // A whole block needs no marks around its words: the sign in front of it says it all.
  const text = op === 'changed' ? markedWords(words) : words.map((word) => word.text).join('');
  const body = text === '' ? [] : text.split('\n').map((line) => `    ${line}`.trimEnd());
  return [`${sign} ${label}${moved ? ' (moved)' : ''}`, ...body, ...notes.map((note) => `    (${note})`)].join('\n');
}

/** Control characters in a text must not steer the terminal it is printed on. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '�');
}
