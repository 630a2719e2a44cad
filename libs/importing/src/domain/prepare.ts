import { type ArticleContent, contentHash, type DocumentNode, parseContent, textOf } from '#document';
import { isRefusal, type Refusal } from '#kernel';
import type { Speller } from '#quality';
import type { ArticleDraft, Drop, Notice } from './draft/draft.js';
import { type AddPicture, withPictures } from './draft/source-pictures.js';
import { oldAddressesOf } from './old-addresses.js';
import { sourceKeyOf } from './source/source-key.js';
import { guarded, type SourceUnit, type UnitReading } from './source/unit.js';
import { termsOf } from './terms-of.js';
import { DEFAULT_PATTERNS, provisionalSlug, reportOf } from './text/index.js';

/** A drop with the words it stood behind, so that it is found again in a text that was edited since. */
export interface StoredDrop extends Drop {
  readonly after: string;
}

/** An article that is ready to be written. */
export interface Prepared {
  readonly unit: SourceUnit;
  readonly sourceKey: string;
  readonly content: ArticleContent;
  readonly contentHash: string;
  readonly slug: string;
  /** The words it was filed under where it comes from. */
  readonly terms: readonly string[];
  /** Paths under which it stood there. */
  readonly oldAddresses: readonly string[];
  /** What became of the source: kept with the record. */
  readonly report: Record<string, unknown>;
  readonly provenance: readonly unknown[];
}

const LONGEST_SLUG = 90;
const ANCHOR = 80;

export interface PrepareOptions {
  readonly locale: string;
  readonly speller?: Speller;
  /** Takes pictures that came along into the site's files. */
  readonly addPicture?: AddPicture;
}

/** Reads a unit and checks what came of it against the schema of articles. */
export function prepare(unit: SourceUnit, options: PrepareOptions): Promise<Prepared | Refusal> {
  return guarded(unit, () => prepared(unit, options));
}

async function prepared(unit: SourceUnit, options: PrepareOptions): Promise<Prepared | Refusal> {
  const reading = await unit.read(options);
  if (isRefusal(reading)) return reading;
  const draft = await withPictures(reading.draft, options.addPicture);
  const content = parseContent(draft.content);
  if (isRefusal(content)) return content;
  const terms = termsOf(unit.format, draft.meta);
  const notices = terms.left.length > 0 ? [...draft.notices, termsLeft(terms.left)] : draft.notices;
  const slug = (draft.slug ?? '').slice(0, LONGEST_SLUG).replace(/-+$/, '');
  return {
    unit,
    sourceKey: sourceKeyOf(unit.key, draft, unit.name),
    content,
    contentHash: contentHash(content),
    terms: terms.taken,
    oldAddresses: oldAddressesOf(draft.meta),
    slug: /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) ? slug : provisionalSlug(unit.sha256, unit.name),
    report: storedReport(
      { ...(reading as Exclude<UnitReading, Refusal>), draft: { ...draft, notices } },
      unit,
      content,
      options.speller,
    ),
    provenance: draft.provenance,
  };
}

function storedReport(
  reading: Exclude<UnitReading, Refusal>,
  unit: SourceUnit,
  content: ArticleContent,
  speller: Speller | undefined,
): Record<string, unknown> {
  const { draft, text } = reading;
  const { format, title, meta, notices, account, relatedLinks } = draft;
  const drops = draft.drops.map(
    (drop): StoredDrop => ({ ...drop, after: anchorOf(content.document.content ?? [], drop.before) }),
  );
  const missing = hasAuthor(draft) ? [] : ['BYLINE_MISSING'];
  const own = text
    ? reportOf(text, DEFAULT_PATTERNS, speller ? { speller } : {})
    : { file: unit.name, sha256: unit.sha256, title, relatedLinks, warnings: missing };
  return { ...own, format, meta, notices, account, drops, lifted: drops.map(liftedOf) };
}

function termsLeft(names: readonly string[]): Notice {
  const message = `An article has at most 20 terms of at most 80 characters each. These did not come along: ${names.join(', ').slice(0, 400)}.`;
  return { code: 'TERMS_LEFT_OUT', message };
}

function hasAuthor({ meta }: ArticleDraft): boolean {
  return (meta.authors ?? []).length > 0 || meta.other?.byline !== undefined;
}

/** As records of plain texts have always named it. */
function liftedOf({ fromLine, text, kind, reason }: Drop) {
  return { line: fromLine, raw: text, as: kind, why: reason };
}

function anchorOf(blocks: readonly DocumentNode[], before: number): string {
  const block = blocks[before - 1];
  return block ? textOf(block).slice(0, ANCHOR) : '';
}

/** The same with more to tell in its report. */
export function withNotices(prepared: Prepared, more: readonly Notice[]): Prepared {
  if (more.length === 0) return prepared;
  const { notices = [] } = prepared.report as { notices?: readonly Notice[] };
  return { ...prepared, report: { ...prepared.report, notices: [...notices, ...more] } };
}
