import { Refusal } from '#kernel';

const MB = 1_000_000;

export class MediaTooLarge extends Refusal {
  readonly code = 'MEDIA_TOO_LARGE';
  readonly message: string;
  constructor(readonly maxBytes: number) {
    super();
    this.message = `The file is larger than ${maxBytes / MB} MB. Save it smaller, then upload it again.`;
  }
}

/** Measured on the picture's header, before anything of it is unpacked. */
export class TooManyPixels extends Refusal {
  readonly code = 'TOO_MANY_PIXELS';
  readonly message: string;
  constructor(
    readonly width: number,
    readonly height: number,
    readonly maxPixels: number,
  ) {
    super();
    this.message =
      `The picture says it is ${width} by ${height} pixels; ${maxPixels / MB} million in all is the most. ` +
      'Scale it down, then upload it again.';
  }
}

export class UnsupportedMedia extends Refusal {
  readonly code = 'UNSUPPORTED_MEDIA';
  readonly message: string;
  /** @param found what the bytes are, in words, when that is known */
  constructor(found: string | null) {
    super();
    this.message =
      `${found ? `This file is ${found}, which is not taken.` : 'The bytes of this file are of no kind that is taken.'} ` +
      'Upload a JPEG, PNG, WebP, AVIF or still GIF picture, or a PDF.';
  }
}

export class MediaDamaged extends Refusal {
  readonly code = 'MEDIA_DAMAGED';
  readonly message = 'The file is damaged or cut off. Open it, save it again, then upload the new file.';
}

/** A reader cannot stop a picture that moves by itself (WCAG 2.2.2), and an exercise is shown by steps. */
export class MovingPicture extends Refusal {
  readonly code = 'MOVING_PICTURE';
  readonly message = 'The picture moves. Upload one still picture a step, or link a video.';
}

export class PolyglotFile extends Refusal {
  readonly code = 'POLYGLOT_FILE';
  readonly message: string;
  constructor(found: string) {
    super();
    this.message = `There is ${found} hidden in this file. Save the picture or page alone to a new file, then upload that.`;
  }
}

export class UnsafePdf extends Refusal {
  readonly code = 'UNSAFE_PDF';
  readonly message: string;
  constructor(found: string) {
    super();
    this.message = `This PDF holds ${found}. Print it to a new PDF, then upload that one.`;
  }
}

export class StorageFull extends Refusal {
  readonly code = 'STORAGE_FULL';
  readonly message = 'There is no room for this file where files are kept. Nothing was stored. Tell the operator.';
}

export class StorageUnavailable extends Refusal {
  readonly code = 'STORAGE_UNAVAILABLE';
  readonly message = 'The place where files are kept does not answer. Nothing was stored. Try again in a few minutes.';
}

export class MediaChanged extends Refusal {
  readonly code = 'MEDIA_CHANGED';
  readonly message = 'Somebody described this file meanwhile. Reload it, then make your change again.';
  constructor(readonly version: number) {
    super();
  }
}

export class MediaInUse extends Refusal {
  readonly code = 'MEDIA_IN_USE';
  readonly message: string;
  constructor(
    readonly articleIds: readonly string[],
    isLogo = false,
  ) {
    super();
    if (isLogo) {
      this.message =
        'It cannot be archived, because it is the logo of the site. Choose another one in the settings of the site, then archive it.';
      return;
    }
    const many = articleIds.length === 1 ? 'an article shows' : `${articleIds.length} articles show`;
    this.message = `It cannot be archived, because ${many} it. Take it out there and publish again, then archive it.`;
  }
}

/** Why a picture of an article cannot be reviewed yet. */
export type MediaLack =
  | 'notFound'
  | 'archived'
  | 'altText'
  | 'rights'
  | 'rightsExpired'
  | 'notPrepared'
  | 'damaged'
  | 'notUploaded';

/** A picture of an article, and everything it lacks. */
export interface UnreadyPicture {
  /** Null for a picture that is loaded from elsewhere. */
  readonly mediaId: string | null;
  /** How people know it: the file's name, or its address. */
  readonly name: string;
  readonly lacks: readonly MediaLack[];
}

const LACKS: Record<MediaLack, string> = {
  notFound: 'is not among the files of this site',
  archived: 'is archived',
  altText: 'has no alternative text and is not marked as decorative',
  rights: 'has unknown rights',
  rightsExpired: 'may not be used any more, because its rights have expired',
  notPrepared: 'is still being prepared, which takes a minute',
  damaged: 'could not be prepared and must be uploaded from another file',
  notUploaded: 'is loaded from elsewhere and must be uploaded',
};

export class MediaNotReady extends Refusal {
  readonly code = 'MEDIA_NOT_READY';
  readonly message: string;
  constructor(readonly pictures: readonly UnreadyPicture[]) {
    super();
    this.message = `These pictures are not ready for a review: ${namedFaults(pictures)}. Correct that, then ask again.`;
  }
}

/** A file that a text shows may not be shown any more: that changed after the review, or would before the instant asked. */
export class MediaNotPublishable extends Refusal {
  readonly code = 'MEDIA_NOT_PUBLISHABLE';
  readonly message: string;
  constructor(readonly pictures: readonly UnreadyPicture[]) {
    super();
    this.message = `These files may not be shown then: ${namedFaults(pictures)}. Correct that, or take them out of the text, then publish again.`;
  }
}

function namedFaults(pictures: readonly UnreadyPicture[]): string {
  return pictures.map(({ name, lacks }) => `"${name}" ${lacksIn(lacks)}`).join('; ');
}

/** What a picture lacks, as the rest of a sentence about it. */
export function lacksIn(lacks: readonly MediaLack[]): string {
  return lacks.map((lack) => LACKS[lack]).join(' and ');
}
