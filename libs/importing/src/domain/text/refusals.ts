import { Refusal } from '#kernel';

/** Files larger than this are refused before anything is read: 5 MB (5,000,000 bytes). */
export const MAX_TEXT_BYTES = 5_000_000;

/** The file's ending is not one that the importer reads. */
export class UnknownFileType extends Refusal {
  readonly code = 'UNKNOWN_FILE_TYPE';
  readonly message: string;
  constructor(readonly fileName: string) {
    super();
    this.message = `${fileName} is not a file that can be imported. Save the article as .txt, .md, .html or .docx, or export it from WordPress (.xml, .json); several files may come in a .zip.`;
  }
}

/** The file holds no text. */
export class EmptyFile extends Refusal {
  readonly code = 'EMPTY_FILE';
  readonly message: string;
  constructor(readonly fileName: string) {
    super();
    this.message = `${fileName} holds no text. Check that the right file was chosen and import it again.`;
  }
}

/** The bytes are not text in an encoding that can be read without guessing. `reason` names what was found. */
export class BinaryFile extends Refusal {
  readonly code = 'BINARY_FILE';
  readonly message: string;
  constructor(
    readonly fileName: string,
    readonly reason: string,
  ) {
    super();
    this.message = `${fileName} cannot be read as text: ${reason}. Save it as plain text with the encoding UTF-8 and import it again.`;
  }
}

/** The file is larger than the importer accepts. */
export class FileTooLarge extends Refusal {
  readonly code = 'FILE_TOO_LARGE';
  readonly message: string;
  constructor(
    readonly fileName: string,
    readonly bytes: number,
    most: number = MAX_TEXT_BYTES,
  ) {
    super();
    const limit = most / 1_000_000;
    this.message = `${fileName} has ${(bytes / 1_000_000).toFixed(1)} MB; the limit is ${limit} MB. Split it into one file an article and import those.`;
  }
}

export type ImportRefusal = UnknownFileType | EmptyFile | BinaryFile | FileTooLarge;
