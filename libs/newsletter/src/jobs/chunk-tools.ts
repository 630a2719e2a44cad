import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '#platform';
import { NEWSLETTER_OPTIONS, type NewsletterOptions } from '../domain/options.js';
import { Pacer } from '../mail/pacer.js';
import { SmtpPool } from '../mail/smtp-pool.js';
import { Ledger } from '../persistence/ledger.js';
import type { RunTools } from './chunk-run.js';
import { MessageWriter } from './message-writer.js';

/** What every run of a worker shares: the ledger, the lines and their pace, and what writes a message. */
@Injectable()
export class ChunkTools implements Omit<RunTools, 'signal'> {
  constructor(
    readonly ledger: Ledger,
    readonly pool: SmtpPool,
    readonly pacer: Pacer,
    readonly writer: MessageWriter,
    @Inject(NEWSLETTER_OPTIONS) readonly options: NewsletterOptions,
    @Inject(LOGGER) readonly logger: Logger,
  ) {}
}
