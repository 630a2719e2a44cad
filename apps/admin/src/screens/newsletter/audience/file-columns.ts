/** What stands in a spreadsheet or an archive and in no line of words. */
const NO_TEXT = /[^\t\P{Cc}]|\uFFFD/u;

/** The delimiter that a line holds most often. */
function delimiterOf(line: string): string {
  const counts = [',', ';', '\t'].map((sign) => [sign, line.split(sign).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** The cells of a line of CSV; a delimiter within quotation marks divides nothing. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === delimiter && !quoted) cells.push('');
    else cells[cells.length - 1] += sign;
  }
  return cells.map((cell) => cell.trim());
}

/**
 * The names of the columns of a CSV file in UTF-8 or UTF-16, to choose one of; empty when its first line is an address
 * already, or no text. What the file really holds is the server's to say: this only spares typing a name.
 */
export function columnsOf(bytes: Uint8Array): string[] {
  const [first, second] = bytes;
  const wide = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  const text = new TextDecoder(wide ?? 'utf-8').decode(bytes.subarray(0, 64 * 1024));
  const [line = ''] = text.split(/\r?\n/, 1);
  if (NO_TEXT.test(line)) return [];
  const cells = cellsOf(line, delimiterOf(line));
  return cells.some((cell) => cell.includes('@')) ? [] : cells.filter((cell) => cell !== '');
}
