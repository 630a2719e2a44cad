import { Injectable } from '@nestjs/common';
import { spellerFor } from '#dictionaries';
import { topicFault } from '#editing';
import { Policy } from '#identity';
import { type InvalidInput, isRefusal, type NotAllowed, type Refusal } from '#kernel';
import type { StaffActor } from '#platform';
import { prepare } from '../domain/prepare.js';
import { formatOf, LARGEST } from '../domain/source/format.js';
import { fileUnit, unknownType } from '../domain/source/read-file.js';
import { NeedsUpload } from '../domain/source/refusals.js';
import { FileTooLarge } from '../domain/text/refusals.js';
import { ImportPictures } from './import-pictures.js';
import { type Imported, ImportWriter } from './import-writer.js';

export interface ImportArticleInput {
  readonly siteId: string;
  /** The language, unless the file says that it is another one. */
  readonly locale: string;
  readonly topic: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

type ImportAnswer = Imported | InvalidInput | NotAllowed | Refusal;

/**
 * Turns a file into an article. Always unapproved, and the importing person counts as its author. The file's bytes are
 * kept; every word of it is in the article or in the report. The same bytes again make nothing; changed bytes of the
 * same source propose a revision.
 */
@Injectable()
export class ImportArticle {
  constructor(
    private readonly policy: Policy,
    private readonly writer: ImportWriter,
    private readonly pictures: ImportPictures,
  ) {}

  async run(actor: StaffActor, input: ImportArticleInput): Promise<ImportAnswer> {
    const { siteId, topic, locale, fileName, bytes } = input;
    const refused = this.policy.mayAt(actor, 'article.import', siteId) ?? topicFault(topic);
    if (refused) return refused;
    const format = formatOf(fileName);
    if (!format) return unknownType(fileName);
    if (format === 'zip' || format === 'wxr' || format === 'wp-rest') return new NeedsUpload(fileName);
    if (bytes.length > LARGEST[format]) return new FileTooLarge(fileName, bytes.length, LARGEST[format]);
    const unit = fileUnit(fileName, format, bytes);
    const known = (await this.writer.known(siteId, [unit.sha256])).get(unit.sha256);
    if (known) return { articleId: known.articleId, importRecordId: known.id, created: false, outcome: 'known' };
    const speller = await spellerFor(locale);
    const addPicture = this.pictures.adder(actor, siteId);
    const prepared = await prepare(unit, { locale, addPicture, ...(speller ? { speller } : {}) });
    if (isRefusal(prepared)) return prepared;
    const [imported] = await this.writer.write(actor, { siteId, topic }, [prepared]);
    return imported!;
  }
}
