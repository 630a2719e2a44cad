import { type ArticleContent, build } from '#document';
import { contentBlocks, type Provenance } from './content-blocks.js';
import type { OutlineLine, TextOutline } from './outline.js';
import { provisionalSlug, slugOf } from './slug.js';

/** A line of the source that did not become part of the article, and why. Putting it back is an editor's decision. */
export interface LiftedLine {
  readonly line: number;
  readonly raw: string;
  readonly as: 'relatedLink' | 'caption' | 'boilerplate' | 'recentPost';
  /** A full sentence; for site furniture it names the pattern that matched. */
  readonly why: string;
}

/** Blocks that read like advertising. They stay in the body until an editor accepts the move. */
export interface MoveProposal {
  readonly to: 'callToAction';
  readonly fromLine: number;
  readonly toLine: number;
  readonly paths: readonly string[];
}

export interface ImportedContent {
  /** Not parsed yet: `parseContent` of the document room checks its size. The title is empty when the file has none. */
  readonly content: ArticleContent;
  /** The slug of the title, or `untitled-` and 16 hex digits. */
  readonly slug: string;
  /** What a list calls the article: the title, or `Untitled (ba9942a1)`. Never a title that was made up. */
  readonly displayTitle: string;
  readonly provenance: readonly Provenance[];
  readonly lifted: readonly LiftedLine[];
  readonly proposals: readonly MoveProposal[];
}

/** What the outline does not know about its file. `sha256` is of the file's bytes, in hex. */
export interface ContentOptions {
  readonly locale: string;
  readonly sha256: string;
  readonly fileName?: string;
}

/**
 * Makes an article of an outline. Every line of running text stands in it verbatim and in order; `provenance` and
 * `lifted` together name every non-blank line of the source. Nothing is made up: no title, no alternative text, no
 * link target.
 */
export function toContent(outline: TextOutline, { locale, sha256, fileName }: ContentOptions): ImportedContent {
  const { blocks, provenance } = contentBlocks(outline);
  const titleLine = outline.lines.find((line) => line.kind === 'title')?.line;
  const titled = titleLine === undefined ? [] : [{ path: 'title', fromLine: titleLine, toLine: titleLine }];
  const slug = outline.title === null ? '' : slugOf(outline.title);
  return {
    content: build.content(build.doc(...(blocks.length > 0 ? blocks : [build.p()])), {
      locale,
      title: outline.title ?? '',
    }),
    slug: slug === '' ? provisionalSlug(sha256, fileName) : slug,
    displayTitle: outline.title ?? `Untitled (${sha256.slice(0, 8)})`,
    provenance: [...titled, ...provenance],
    lifted: outline.lines.flatMap(liftedOf),
    proposals: proposalsOf(outline, provenance),
  };
}

function liftedOf(line: OutlineLine): LiftedLine[] {
  const why = whyLifted(line);
  if (why === null) return [];
  return [{ line: line.line, raw: line.raw, as: line.kind as LiftedLine['as'], why }];
}

function whyLifted(line: OutlineLine): string | null {
  switch (line.kind) {
    case 'relatedLink':
      return 'A link to another article, whose address is not in the file.';
    case 'caption':
      return 'The text of an image that is not in the file.';
    case 'recentPost':
      return 'The title and date of another article.';
    case 'boilerplate':
      return `Site furniture, by the pattern "${line.patternId}".`;
    default:
      return null;
  }
}

/** Each run of advertising lines as one proposed move, with the blocks and list items it is about. */
function proposalsOf(outline: TextOutline, provenance: readonly Provenance[]): MoveProposal[] {
  const paths = new Map(provenance.map((one) => [one.fromLine, one.path]));
  const runs: { fromLine: number; toLine: number; paths: string[] }[] = [];
  let open = false;
  for (const line of outline.lines) {
    const promo = (line.kind === 'paragraph' || line.kind === 'listItem') && line.promo;
    if (promo) {
      if (!open) runs.push({ fromLine: line.line, toLine: line.line, paths: [] });
      const run = runs.at(-1);
      if (run !== undefined) {
        run.toLine = line.line;
        run.paths.push(paths.get(line.line) ?? '');
      }
      open = true;
    } else if (whyLifted(line) === null) open = false;
  }
  return runs.map((run) => ({ to: 'callToAction', ...run }));
}
