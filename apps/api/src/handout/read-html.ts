import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/** An exercise as the article's page shows it. */
export interface ShownExercise {
  readonly name: string;
  /** Dose and rules, in the page's order and words: "Sets: 3". */
  readonly details: readonly string[];
  readonly steps: readonly string[];
  /** Address of its drawing. */
  readonly picture: string | undefined;
  /** What it shows, for who cannot see it. */
  readonly pictureAlt: string | undefined;
}

/** The parts of an article's page that a handout needs. What they hold was escaped and approved already. */
export interface ShownParts {
  readonly redFlags: readonly Element[];
  readonly exercises: readonly ShownExercise[];
  /** Everything else, in reading order, without references, contents and what needs a screen. */
  readonly rest: readonly Element[];
}

export const isElement = (node: Node): node is Element => 'tagName' in node;
const classesOf = (it: Element): string[] =>
  (it.attrs.find(({ name }) => name === 'class')?.value ?? '').split(/\s+/).filter(Boolean);
const attributeOf = (it: Element, name: string): string | undefined => it.attrs.find((one) => one.name === name)?.value;

/** The text of a node, spaces as a reader sees them. */
export function textOf(node: Node): string {
  const raw = (it: Node): string => {
    if ('value' in it) return it.value;
    // The number of a source leads nowhere on paper: the sources stand on the live page.
    if (!isElement(it) || classesOf(it).includes('citation')) return '';
    return it.tagName === 'br' ? '\n' : it.childNodes.map(raw).join('');
  };
  return raw(node)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function all(it: Element, wanted: (element: Element) => boolean): Element[] {
  return it.childNodes.filter(isElement).flatMap((child) => (wanted(child) ? [child] : all(child, wanted)));
}

const byTag = (it: Element, ...tags: string[]) => all(it, ({ tagName }) => tags.includes(tagName));

function exerciseOf(section: Element): ShownExercise {
  const [title] = byTag(section, 'h2', 'h3', 'h4');
  const labels = byTag(section, 'dt').map(textOf);
  const values = byTag(section, 'dd').map(textOf);
  const [image] = byTag(section, 'img');
  return {
    name: title ? textOf(title) : '',
    details: labels.map((label, n) => `${label}: ${values[n] ?? ''}`),
    steps: byTag(section, 'p', 'li').map(textOf).filter(Boolean),
    picture: image && attributeOf(image, 'src'),
    pictureAlt: image && attributeOf(image, 'alt'),
  };
}

const LEFT_OUT = new Set(['nav', 'figure', 'iframe', 'video', 'img']);
const LEFT_OUT_CLASSES = new Set(['references', 'contents', 'video']);

/** What stood only over something that is left out says nothing any more. */
function dropLastHeading(rest: Element[]): void {
  if (/^h[2-6]$/.test(rest.at(-1)?.tagName ?? '')) rest.pop();
}

/** Takes the HTML of a published article apart, with or without the questions that patients ask. */
export function readHtml(html: string, withQuestions = true): ShownParts {
  const redFlags: Element[] = [];
  const exercises: ShownExercise[] = [];
  const rest: Element[] = [];
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes.filter(isElement)) {
      const classes = classesOf(node);
      if (classes.includes('red-flags') || classes.includes('safety')) redFlags.push(node);
      else if (classes.includes('exercise')) exercises.push(exerciseOf(node));
      else if (classes.includes('faq') && !withQuestions) dropLastHeading(rest);
      else if (LEFT_OUT.has(node.tagName) || classes.some((it) => LEFT_OUT_CLASSES.has(it))) continue;
      else if (['section', 'div', 'aside', 'blockquote', 'article'].includes(node.tagName)) visit(node.childNodes);
      else rest.push(node);
    }
  };
  visit(parseFragment(html).childNodes);
  return { redFlags, exercises, rest };
}
