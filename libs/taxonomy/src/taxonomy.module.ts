import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { TermReader } from './persistence/term-reader.js';
import { CreateTerm } from './use-cases/create-term.js';
import { UpdateTerm } from './use-cases/update-term.js';

/** The words articles are sorted by, the codes of other systems behind them, and the kinds of text there are. */
@Module({
  imports: [IdentityModule],
  providers: [CreateTerm, TermReader, UpdateTerm],
  exports: [CreateTerm, TermReader, UpdateTerm],
})
export class TaxonomyModule {}
