import type { ArticlePayload } from '#delivery';

type StoredPicture = NonNullable<ArticlePayload['pictures']>[number];

interface FileAnswer {
  readonly type: string;
  readonly width: number;
  readonly src: string;
}

/** A picture as the public schema has it. */
export interface PictureAnswer {
  readonly id: string;
  readonly alt: string;
  readonly credit: string | null;
  readonly width: number;
  readonly height: number;
  readonly src: string;
  readonly files: readonly FileAnswer[];
  readonly card: FileAnswer | null;
}

const typeOf = (src: string) => (src.endsWith('.png') ? 'image/png' : 'image/jpeg');

/** A stored picture in the form in which it is answered. */
export function pictureAnswer(picture: StoredPicture): PictureAnswer {
  const { id, alt, decorative, credit, src, width = 0, height = 0, card } = picture;
  const newer = picture.sources.flatMap(({ type, files }) => files.map((file) => ({ type, ...file })));
  const fallback = picture.files.map((file) => ({ type: typeOf(file.src), ...file }));
  return {
    id,
    alt: decorative ? '' : (alt ?? ''),
    credit: credit ?? null,
    width,
    height,
    src,
    files: [...newer, ...fallback],
    card: card && { type: 'image/jpeg', width: card.width, src: card.src },
  };
}
