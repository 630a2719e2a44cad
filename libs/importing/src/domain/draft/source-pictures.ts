import { posix } from 'node:path';
import type { DocumentNode } from '#document';
import { isRefusal, type Refusal } from '#kernel';
import type { ArticleDraft, Drop, SourcePicture } from './draft.js';

/** Finds a picture that came along by the address a text gives for it. Null when none did: nothing is fetched. */
export type FindPicture = (address: string) => SourcePicture | null;

/** Takes a picture into the site's files; gives its id there. */
export type AddPicture = (picture: SourcePicture, alt: string | undefined) => Promise<string | Refusal>;

/** Stands in a draft for a picture that is not among the site's files yet. */
const MARK = 'import-';
const INLINE = /^data:image\/([a-z+.-]{2,20});base64,([\s\S]+)$/i;
/** Smaller ones hold a place until a script has loaded the picture that is meant. */
const SMALLEST_INLINE = 300;

/** The pictures of one source, in the order its text shows them. */
export class SourcePictures {
  readonly all: SourcePicture[] = [];

  constructor(private readonly find: FindPicture | undefined) {}

  /** The mark for a picture that came along under one of these addresses; null when none did. */
  take(addresses: readonly string[]): string | null {
    for (const address of addresses) {
      const found = this.find?.(address) ?? inline(address, this.all.length + 1);
      if (found) return `${MARK}${this.all.push(found)}`;
    }
    return null;
  }
}

function inline(address: string, number: number): SourcePicture | null {
  const [, kind = '', base64 = ''] = INLINE.exec(address) ?? [];
  if (base64.length < SMALLEST_INLINE) return null;
  return { name: `picture-${number}.${kind.replace('jpeg', 'jpg')}`, bytes: async () => Buffer.from(base64, 'base64') };
}

/** The draft with its pictures among the site's files. One that cannot be taken leaves its words, and is told. */
export async function withPictures(draft: ArticleDraft, add: AddPicture | undefined): Promise<ArticleDraft> {
  const { pictures = [] } = draft;
  if (pictures.length === 0) return draft;
  const drops: Drop[] = [...draft.drops];
  const placed = async (node: DocumentNode, block: number): Promise<DocumentNode> => {
    const mark = node.attrs?.mediaId;
    if (typeof mark === 'string' && mark.startsWith(MARK)) {
      const picture = pictures[Number(mark.slice(MARK.length)) - 1]!;
      const { mediaId: _, ...attrs } = node.attrs!;
      const alt = typeof attrs.alt === 'string' ? attrs.alt : undefined;
      const added = add ? await add(picture, alt) : null;
      if (typeof added === 'string') return { ...node, attrs: { ...attrs, mediaId: added } };
      if (isRefusal(added)) drops.push(pictureDrop(draft, drops.length, picture.name, added.message, block));
      return { ...node, attrs };
    }
    if (!node.content) return node;
    const content: DocumentNode[] = [];
    for (const child of node.content) content.push(await placed(child, block));
    return { ...node, content };
  };
  const blocks: DocumentNode[] = [];
  const { document } = draft.content;
  for (const [at, block] of (document.content ?? []).entries()) blocks.push(await placed(block, at));
  return { ...draft, drops, content: { ...draft.content, document: { ...document, content: blocks } } };
}

function pictureDrop({ provenance }: ArticleDraft, before: number, name: string, reason: string, block: number): Drop {
  const at = provenance.find(({ path }) => path === `content[${block}]`);
  const lines = { fromLine: at?.fromLine ?? 1, toLine: at?.toLine ?? 1 };
  return { id: `d${before + 1}`, kind: 'picture', reason, text: '', value: name, ...lines, before: block };
}

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif)$/i;

/** True for the name of a file that is a picture. */
export function isPictureName(name: string): boolean {
  return PICTURE.test(name);
}

/**
 * Finds pictures among files that lie together. By the path from the text's own folder; else by the end of the address,
 * as the uploads folder of a WordPress site is packed beside its export, also for a smaller size that WordPress made.
 */
export function findAmong(files: ReadonlyMap<string, SourcePicture>, textName: string): FindPicture {
  return (address) => {
    const path = pathOf(address);
    if (path === null || files.size === 0) return null;
    const own = files.get(posix.normalize(posix.join(posix.dirname(textName), path)));
    if (own) return own;
    const segments = path
      .replace(/-\d{2,5}x\d{2,5}(\.\w+)$/, '$1')
      .split('/')
      .filter((part) => part !== '' && part !== '.');
    for (const names of [path.split('/').filter((part) => part !== '' && part !== '.'), segments]) {
      for (let from = 0; from < names.length; from += 1) {
        const end = names.slice(from).join('/');
        const found = [...files].filter(([name]) => name === end || name.endsWith(`/${end}`));
        if (found.length === 1) return found[0]![1];
      }
    }
    return null;
  };
}

function pathOf(address: string): string | null {
  if (/^data:/i.test(address)) return null;
  const bare = address.replace(/^[a-z]+:\/\/[^/]*\//i, '').replace(/[?#].*$/s, '');
  try {
    return PICTURE.test(bare) ? decodeURIComponent(bare) : null;
  } catch {
    return null;
  }
}
