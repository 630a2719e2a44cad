import { Refusal } from '#kernel';

/** An archive or document whose parts cannot be unpacked: cut off, damaged or encrypted. */
export class DamagedArchive extends Refusal {
  readonly code = 'DAMAGED_ARCHIVE';
  readonly message: string;
  constructor(
    readonly fileName: string,
    readonly reason: string,
  ) {
    super();
    this.message = `${fileName} cannot be unpacked: ${reason}. Copy or download it again and import that.`;
  }
}

/** An archive that would grow beyond what an import may unpack. */
export class ArchiveTooLarge extends Refusal {
  readonly code = 'ARCHIVE_TOO_LARGE';
  readonly message: string;
  constructor(
    readonly fileName: string,
    readonly limit: string,
  ) {
    super();
    this.message = `${fileName} was not unpacked: it has more than ${limit}. Unpack it yourself and import the files you want.`;
  }
}

/** A document with programs in it. They are neither run nor stored. */
export class HasMacros extends Refusal {
  readonly code = 'HAS_MACROS';
  readonly message: string;
  constructor(readonly fileName: string) {
    super();
    this.message = `${fileName} holds programs (macros). Save it as a Word document without macros (.docx) and import that.`;
  }
}

/** XML that declares a document type: entities in it can grow without end or read other files. */
export class XmlEntities extends Refusal {
  readonly code = 'XML_ENTITIES';
  readonly message: string;
  constructor(readonly fileName: string) {
    super();
    this.message = `${fileName} declares a document type with entities, which no export of an article needs. Export it again and import that file.`;
  }
}

/** The file is of a known kind but not what an import reads, for instance XML that is no WordPress export. */
export class NothingToImport extends Refusal {
  readonly code = 'NOTHING_TO_IMPORT';
  readonly message: string;
  constructor(
    readonly fileName: string,
    readonly reason: string,
  ) {
    super();
    this.message = `${fileName} holds no article: ${reason}.`;
  }
}

/** An export that ends or breaks before its end. What was complete before was read. */
export class EndsEarly extends Refusal {
  readonly code = 'ENDS_EARLY';
  readonly message: string;
  constructor(
    readonly fileName: string,
    readonly line: number,
    readonly articles: number,
    /** The title of the item it breaks off in, as far as it was read. */
    readonly broken: string,
  ) {
    super();
    const where = broken === '' ? 'an item' : `"${broken}"`;
    this.message = `${fileName} breaks off at line ${line}, in the middle of ${where}. ${articles} complete ${articles === 1 ? 'item' : 'items'} before it were read; export the rest again.`;
  }
}

/** A reader that met something it does not know. A fault of the program: it is logged, and the other files go on. */
export class NotRead extends Refusal {
  readonly code = 'NOT_READ';
  readonly message: string;
  constructor(
    readonly fileName: string,
    readonly cause: Error,
  ) {
    super();
    this.message = `${fileName} could not be read (${cause.name}), and nothing of it was imported. Save it in another form, for instance as plain text, and import that.`;
  }
}

/** A file that may hold many articles came where one was asked for. */
export class NeedsUpload extends Refusal {
  readonly code = 'NEEDS_UPLOAD';
  readonly message: string;
  constructor(readonly fileName: string) {
    super();
    this.message = `${fileName} may hold many articles. Upload it as a batch, which is read in the background.`;
  }
}
