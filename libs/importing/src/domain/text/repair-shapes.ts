import type { SourceLine } from './lines.js';
import { NUMBERED, type Shape } from './shapes.js';
import { significantWords } from './words.js';

/** A one-word lower-case line between two lines of site furniture is the site's own name. */
export function markSiteNames(lines: readonly SourceLine[], shapes: Shape[]): void {
  for (let at = 1; at + 1 < lines.length; at++) {
    const plain = (lines[at] as SourceLine).plain;
    const between = shapes[at - 1]?.is === 'boilerplate' && shapes[at + 1]?.is === 'boilerplate';
    const oneWord = plain.length <= 60 && !/\s/.test(plain) && plain === plain.toLowerCase();
    if (between && oneWord && shapes[at]?.is === 'caption') shapes[at] = { is: 'boilerplate', patternId: 'site-name' };
  }
}

/**
 * Numbered lines that follow each other without text in between, counting on from one to the next, are the items of an
 * ordered list. A numbered line with text under it stays a heading.
 */
export function markOrderedLists(lines: readonly SourceLine[], shapes: Shape[]): void {
  let from = 0;
  while (from < lines.length) {
    let to = from;
    while (countsOn(lines[to], lines[to + 1], shapes[to], shapes[to + 1])) to++;
    // The heading of the last step may be the only one with text under it; then the whole run is headings.
    if (to > from && !(isCandidate(shapes[from]) && isText(shapes[to + 1]))) {
      for (let at = from; at <= to; at++) {
        const plain = (lines[at] as SourceLine).plain;
        shapes[at] = { is: 'item', text: plain.replace(NUMBERED, ''), ordered: true };
      }
    }
    from = to + 1;
  }
}

function countsOn(one?: SourceLine, two?: SourceLine, shapeOne?: Shape, shapeTwo?: Shape): boolean {
  if (one === undefined || two === undefined || !isOpen(shapeOne) || !isOpen(shapeTwo)) return false;
  const first = NUMBERED.exec(one.plain);
  const second = NUMBERED.exec(two.plain);
  return first !== null && second !== null && Number(second[1]) === Number(first[1]) + 1;
}

function isOpen(shape: Shape | undefined): boolean {
  return isCandidate(shape) || isText(shape);
}
function isCandidate(shape: Shape | undefined): boolean {
  return shape?.is === 'candidate';
}
function isText(shape: Shape | undefined): boolean {
  return shape?.is === 'text';
}

/**
 * A short line in sentence case is a caption, because headings are in title case. In a text without one title-case
 * heading of two words or more that reason is gone: there, such lines with text under them are the headings, and one
 * that opens the text right above the first of them is its title.
 */
export function adoptSentenceHeadings(
  lines: readonly SourceLine[],
  shapes: Shape[],
  knownCaptions: readonly RegExp[],
): void {
  const titleCase = shapes.some((s) => s.is === 'candidate' && !s.minor && significantWords(s.text).length >= 2);
  if (titleCase) return;
  const mayHead = (at: number) => {
    const { plain } = lines[at] as SourceLine;
    return shapes[at]?.is === 'caption' && /^\p{Lu}/u.test(plain) && !knownCaptions.some((one) => one.test(plain));
  };
  const found = shapes.flatMap((_, at) => {
    const leads = shapes[at + 1]?.is === 'text' || shapes[at + 1]?.is === 'listIntro';
    return leads && mayHead(at) ? [at] : [];
  });
  if (found.length < 2) return;
  const top = nextLine(shapes, 0);
  if (mayHead(top) && nextLine(shapes, top + 1) === found[0]) found.unshift(top);
  for (const at of found) shapes[at] = { is: 'candidate', text: (lines[at] as SourceLine).plain, minor: false };
}

/** Index of the first line from `from` on that is not site furniture: a byline or a date may stand under a title. */
function nextLine(shapes: readonly Shape[], from: number): number {
  let at = from;
  while (shapes[at]?.is === 'boilerplate') at++;
  return at;
}
