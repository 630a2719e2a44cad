import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import type { CopyRow, Drift } from '../domain/copy.js';

/** A post as WordPress answers it to who may edit it. */
export interface RemotePost {
  readonly id: number;
  readonly slug: string;
  readonly status: string;
  readonly link: string;
  readonly title: { readonly raw: string };
  readonly content: { readonly raw: string };
  readonly excerpt: { readonly raw: string };
}

/** The fields of `RemotePost`, as WordPress is asked for them. */
export const POST_FIELDS = 'id,slug,status,link,title,content,excerpt';

/** What a post is to say. */
export interface PostText {
  readonly title: string;
  readonly content: string;
  readonly excerpt: string;
}

/** Stands in the text of each copy, so that it is found again whatever became of its address. */
export function markerOf(articleId: string, locale: string): string {
  return `carepress:${articleId}:${locale}:`;
}

/**
 * The text as a block of HTML, which WordPress shows as it is: without a block it would add paragraphs of its own. The
 * marker is a comment; WordPress keeps comments for every user, and drops custom fields that no plug-in declares.
 */
export function blockOf(html: string, marker: string): string {
  return `<!-- wp:html -->\n<!-- ${marker} -->\n${html}\n<!-- /wp:html -->`;
}

/** Fingerprint of what WordPress stores: text and address, in the form in which it answered them. */
export function digestOf({ title, content, excerpt, slug }: RemotePost): string {
  const stored = [title.raw, content.raw, excerpt.raw, slug];
  return createHash('sha256').update(JSON.stringify(stored)).digest('hex');
}

/** True when a reader of the stored post reads every word that was sent, and no other. */
export function saysTheSame(sent: PostText, stored: RemotePost): boolean {
  return (
    wordsOf(sent.title) === wordsOf(stored.title.raw) &&
    wordsOf(sent.content) === wordsOf(stored.content.raw) &&
    wordsOf(sent.excerpt) === wordsOf(stored.excerpt.raw)
  );
}

type ToldCopy = Pick<
  CopyRow,
  'articleId' | 'locale' | 'sequence' | 'state' | 'remoteId' | 'remoteUrl' | 'remoteDigest'
>;

/** How a post differs from what it was when it was told; null when it does not, or nobody was told of one. */
export function driftOf(copy: ToldCopy, post: RemotePost | null): Drift | null {
  if (copy.state === 'begun' || copy.remoteId === null) return null;
  const isPublic = post?.status === 'publish';
  if (copy.state === 'withdrawn') {
    if (!isPublic) return null;
    return drift('republished', 'It was withdrawn here and is public there again. It is taken off once more.', true);
  }
  if (!post || post.status === 'trash')
    return drift('deleted', 'It was deleted there. Send it again, or withdraw it here.');
  if (!isPublic) {
    const status = post.status.slice(0, 30);
    return drift(
      'unpublished',
      `It is not public there any more: its status is "${status}". Send it again, or withdraw it here.`,
    );
  }
  if (copy.remoteDigest === null || digestOf(post) === copy.remoteDigest) return null;
  if (isOlderState(copy, post))
    return drift('edited', 'An older state came back there. The newer one is sent again.', true);
  if (post.link !== copy.remoteUrl) {
    return drift('moved', `It has another address there: ${post.link.slice(0, 500)}. Send it again to bring it back.`);
  }
  return drift(
    'edited',
    'Its text was changed there, and nobody approved that. Send it again to put the approved text back.',
  );
}

function drift(kind: Drift['kind'], detail: string, mend = false): Drift {
  return { kind, detail, mend };
}

/** Our own text of an earlier sequence: nobody there edited it. */
function isOlderState({ articleId, locale, sequence }: ToldCopy, post: RemotePost): boolean {
  const [, told] = post.content.raw.split(markerOf(articleId, locale));
  return told !== undefined && BigInt(/^\d{1,18}/.exec(told)?.[0] ?? '0') < sequence;
}

/** What a reader reads, without markup and spaces: the same in every way to write it down. */
function wordsOf(html: string): string {
  const words: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('value' in node) words.push(node.value);
    if ('attrs' in node) for (const { name, value } of node.attrs) if (name === 'alt') words.push(value);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parseFragment(html));
  return words.join(' ').replace(/\s+/g, '');
}
