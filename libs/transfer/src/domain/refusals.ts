import { Refusal } from '#kernel';

/** Not a zip of ours at all. */
export class NotAnExport extends Refusal {
  readonly code = 'NOT_AN_EXPORT';
  constructor(why: string) {
    super();
    this.message = `This is not a Carepress export: ${why}. Choose a file that "carepress export" wrote.`;
  }
  readonly message: string;
}

/** Cut off, or changed after it was written. */
export class ExportDamaged extends Refusal {
  readonly code = 'EXPORT_DAMAGED';
  readonly message: string;
  constructor(
    readonly file: string,
    why: string,
  ) {
    super();
    this.message = `The export is damaged at ${file}: ${why}. Nothing was restored. Use another copy of it.`;
  }
}

/** Built to harm: a bomb, or a name that leads out of its place. */
export class UnsafeExport extends Refusal {
  readonly code = 'UNSAFE_EXPORT';
  readonly message: string;
  constructor(why: string) {
    super();
    this.message = `The file is not safe to open: ${why}. Nothing was restored.`;
  }
}

/** Written by a later release. */
export class NewerExport extends Refusal {
  readonly code = 'NEWER_EXPORT';
  readonly message =
    'The export was written by a newer release of Carepress. Bring this installation to that release first.';
}

/** There is something in the database already. */
export class DatabaseNotEmpty extends Refusal {
  readonly code = 'DATABASE_NOT_EMPTY';
  readonly message =
    'There are sites, people or articles in this database. Restore into an empty one: a new DATA_DIR or DATABASE_URL.';
}

/** A picture or PDF that the database names is not in the store. */
export class MediaFileMissing extends Refusal {
  readonly code = 'MEDIA_FILE_MISSING';
  readonly message: string;
  constructor(name: string) {
    super();
    this.message = `The file ${name} is not in the media store. Bring it back from a backup, then export again.`;
  }
}
