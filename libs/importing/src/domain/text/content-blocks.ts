import { build, type DocumentNode } from '#document';
import type { LineOf, OutlineLine, TextOutline } from './outline.js';

/** Where a block of the article stood in the source. `path` is `title` or a JSON path inside the document. */
export interface Provenance {
  readonly path: string;
  readonly fromLine: number;
  readonly toLine: number;
}

/** A block and the paths of its parts, relative to the block. An empty path is the block itself. */
interface Built {
  readonly node: DocumentNode;
  readonly from: readonly Provenance[];
}

type Answer = LineOf<'faqAnswer'> | LineOf<'listItem'>;
interface Pair {
  readonly question: LineOf<'faqQuestion'>;
  readonly answers: Answer[];
}

/** What no XML feed and no database can hold; the source line keeps it. */
const UNSTORABLE = /[\v\f\uFFFE\uFFFF]/g;

/** The body of an article from its outline, with the source lines of every block, list item and FAQ part. */
export function contentBlocks(outline: TextOutline): { blocks: DocumentNode[]; provenance: Provenance[] } {
  const built = groupsOf(outline.lines).flatMap(buildGroup);
  return {
    blocks: built.map(({ node }) => node),
    provenance: built.flatMap(({ from }, at) =>
      from.map((one) => ({ ...one, path: join(`content[${at}]`, one.path) })),
    ),
  };
}

/** Runs of lines that make one block: the items of a list, the pairs of a FAQ, any other line by itself. */
function groupsOf(lines: readonly OutlineLine[]): OutlineLine[][] {
  const groups: OutlineLine[][] = [];
  let key = '';
  for (const line of lines) {
    const next = keyOf(line);
    if (next === null) continue;
    const group = groups.at(-1);
    if (group !== undefined && next !== '' && next === key) group.push(line);
    else groups.push([line]);
    key = next;
  }
  return groups;
}

function keyOf(line: OutlineLine): string | null {
  switch (line.kind) {
    case 'faqQuestion':
    case 'faqAnswer':
      return 'faq';
    case 'listItem':
      return line.pair === undefined ? `list-${line.list}` : 'faq';
    case 'paragraph':
    case 'heading':
    case 'callToAction':
      return '';
    default:
      return null;
  }
}

function buildGroup(group: OutlineLine[]): Built[] {
  const first = group[0] as OutlineLine;
  switch (first.kind) {
    case 'heading':
      return [single(build.h(first.level, clean(first.text)), first)];
    case 'paragraph':
      return [single(build.p(clean(first.text)), first)];
    case 'callToAction':
      return [single(build.callToAction({}, clean(first.text)), first)];
    case 'faqQuestion':
      return faqOf(group);
    default:
      return [listOf(group as LineOf<'listItem'>[])];
  }
}

function single(node: DocumentNode, line: OutlineLine): Built {
  return { node, from: [{ path: '', fromLine: line.line, toLine: line.line }] };
}

function listOf(items: readonly LineOf<'listItem'>[]): Built {
  const first = items[0] as LineOf<'listItem'>;
  const texts = items.map(({ text }) => clean(text));
  const start = Number.parseInt(first.plain, 10);
  const numbered = start === 1 ? build.ol(...texts) : build.olFrom(start, ...texts);
  const parts = items.map(({ line }, at) => ({ path: `content[${at}]`, fromLine: line, toLine: line }));
  const whole = { path: '', fromLine: first.line, toLine: items.at(-1)?.line ?? first.line };
  return { node: first.ordered ? numbered : build.ul(...texts), from: [whole, ...parts] };
}

/** The pairs as one FAQ block. A question without an answer cannot stand in one and stays a paragraph after it. */
function faqOf(group: readonly OutlineLine[]): Built[] {
  const pairs: Pair[] = [];
  for (const line of group) {
    if (line.kind === 'faqQuestion') pairs.push({ question: line, answers: [] });
    else pairs.at(-1)?.answers.push(line as Answer);
  }
  const runs: { answered: boolean; pairs: Pair[] }[] = [];
  for (const pair of pairs) {
    const answered = pair.answers.length > 0;
    const run = runs.at(-1);
    if (run?.answered === answered) run.pairs.push(pair);
    else runs.push({ answered, pairs: [pair] });
  }
  return runs.flatMap((run) => (run.answered ? [faqBlock(run.pairs)] : run.pairs.map(lonelyQuestion)));
}

function lonelyQuestion({ question }: Pair): Built {
  return single(build.p(clean(question.text)), question);
}

function faqBlock(pairs: readonly Pair[]): Built {
  const answers = pairs.map(({ answers }) => answersOf(answers));
  const node = build.faq(
    ...pairs.map(({ question }, at) => ({
      question: clean(question.text),
      answer: (answers[at] as Built[]).map((one) => one.node),
    })),
  );
  const from = pairs.flatMap(({ question }, at): Provenance[] => [
    { path: `content[${at}].content[0]`, fromLine: question.line, toLine: question.line },
    ...(answers[at] as Built[]).flatMap((one, index) =>
      one.from.map((part) => ({ ...part, path: join(`content[${at}].content[1].content[${index}]`, part.path) })),
    ),
  ]);
  const lines = from.map(({ toLine }) => toLine);
  return { node, from: [{ path: '', fromLine: lines[0] ?? 0, toLine: lines.at(-1) ?? 0 }, ...from] };
}

function answersOf(answers: readonly Answer[]): Built[] {
  const built: Built[] = [];
  let items: LineOf<'listItem'>[] = [];
  const close = () => {
    if (items.length > 0) built.push(listOf(items));
    items = [];
  };
  for (const answer of answers) {
    if (answer.kind === 'listItem') {
      if (items[0] !== undefined && items[0].list !== answer.list) close();
      items.push(answer);
    } else {
      close();
      built.push(single(build.p(clean(answer.text)), answer));
    }
  }
  close();
  return built;
}

function clean(text: string): string {
  return text.replace(UNSTORABLE, ' ');
}

function join(path: string, rest: string): string {
  return rest === '' ? path : `${path}.${rest}`;
}
