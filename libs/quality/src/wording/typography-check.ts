import { type Check, type Hit, type Quote, quoteAround } from '../check.js';

const SLIPS: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  { pattern: /\u00A0 | \u00A0/, message: 'Replace the no-break space beside a space by one space.' },
  { pattern: /…[.…]|\.…/, message: 'Use one ellipsis or one full stop, not both.' },
  { pattern: /\p{L}- \p{Lu}/u, message: 'Write the hyphen as a dash with a space on both sides, or join the words.' },
  { pattern: /\p{L} ,|\p{L},,/u, message: 'Check the space or the doubled comma.' },
];
const LOOKED_AT = 20_000;

/** Slips of spacing and punctuation in one text: the first of each kind. */
export function typographySlips(text: string): (Quote & { readonly message: string })[] {
  const looked = text.slice(0, LOOKED_AT);
  return SLIPS.flatMap(({ pattern, message }) => {
    const match = pattern.exec(looked);
    return match ? [{ ...quoteAround(looked, match.index, match[0].length), message }] : [];
  });
}

export const typographyCheck: Check = {
  id: 'typography',
  version: 1,
  severity: 'note',
  perBlock: true,
  run: ({ blocks }) =>
    blocks.flatMap(({ text, path, index }) =>
      typographySlips(text).map(
        (slip): Hit => ({ code: 'TYPOGRAPHY', path, blockIndex: index, ...slip, passage: text }),
      ),
    ),
};
