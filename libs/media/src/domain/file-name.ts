/** Characters of a file's name that are kept; the ending survives a cut. */
const LONGEST = 120;

/** A file's name as people see it: the last part of a path, without signs that break a header or a line. */
export function cleanFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1)!;
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}"<>|:*?]/gu, '')
    .trim();
  if (clean.length <= LONGEST) return clean || 'file';
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(clean)?.[0] ?? '';
  // Half of a character cannot be stored.
  const name = clean.slice(0, LONGEST - ending.length).replace(/[\ud800-\udbff]$/, '');
  return name + ending;
}
