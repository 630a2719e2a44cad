import type { Attributes, DocumentNode } from '#document';
import type { PublicPicture } from '#media';

/**
 * The pictures with the words that the article shows them with: its own where it has any, else those of the file. The
 * first place counts for a picture that stands in several.
 */
export function shownPictures(document: DocumentNode, pictures: ReadonlyMap<string, PublicPicture>): PublicPicture[] {
  const places = new Map<string, Attributes>();
  const visit = (node: DocumentNode): void => {
    const mediaId = node.attrs?.mediaId;
    if (typeof mediaId === 'string' && !places.has(mediaId)) places.set(mediaId, node.attrs!);
    for (const child of node.content ?? []) visit(child);
  };
  visit(document);
  return [...pictures.values()].map((picture) => ({ ...picture, ...wordsOf(picture, places.get(picture.id) ?? {}) }));
}

function wordsOf(picture: PublicPicture, { alt, decorative, credit, name }: Attributes) {
  const own = decorative === true || Boolean(alt);
  const words = own ? alt : (picture.alt ?? (picture.decorative ? undefined : name));
  return {
    decorative: own ? decorative === true : picture.decorative,
    alt: words ? String(words) : undefined,
    credit: credit ? String(credit) : picture.credit,
  };
}
