import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Database, SETTINGS, type Settings } from '#platform';
import { CompanionReader } from './persistence/companion-reader.js';
import { ConceptReader } from './persistence/concept-reader.js';
import { DeliveryDatabase } from './persistence/delivery-database.js';
import { FilteredReader } from './persistence/filtered-reader.js';
import { IssueReader } from './persistence/issue-reader.js';
import { PieceReader } from './persistence/piece-reader.js';
import { PublicFiles } from './persistence/public-files.js';
import { ReadModel } from './persistence/read-model.js';
import { SearchReader } from './persistence/search-reader.js';
import { SiteAccess } from './persistence/site-access.js';
import { SiteGenerations } from './persistence/site-generations.js';
import { SiteSnapshots } from './persistence/site-snapshots.js';
import { WithdrawalReader } from './persistence/withdrawal-reader.js';

/** The readers of what is public. A process that publishes needs `DeliveryProjection` and not this. */
@Module({
  providers: [
    CompanionReader,
    ConceptReader,
    FilteredReader,
    IssueReader,
    PieceReader,
    PublicFiles,
    ReadModel,
    SearchReader,
    SiteAccess,
    SiteSnapshots,
    WithdrawalReader,
    {
      provide: DeliveryDatabase,
      inject: [SETTINGS, Database],
      useFactory: (settings: Settings, database: Database) =>
        new DeliveryDatabase({
          url: settings.deliveryDatabaseUrl ?? String(database.pool.options.connectionString),
          ownLogin: settings.deliveryDatabaseUrl !== undefined,
        }),
    },
    {
      provide: SiteGenerations,
      inject: [Database],
      useFactory: (database: Database) => new SiteGenerations(String(database.pool.options.connectionString)),
    },
  ],
  exports: [
    CompanionReader,
    ConceptReader,
    FilteredReader,
    IssueReader,
    PieceReader,
    PublicFiles,
    ReadModel,
    SearchReader,
    SiteAccess,
    SiteSnapshots,
    WithdrawalReader,
    DeliveryDatabase,
    SiteGenerations,
  ],
})
export class DeliveryModule implements OnApplicationShutdown {
  constructor(
    @Inject(DeliveryDatabase) private readonly database: DeliveryDatabase,
    @Inject(SiteGenerations) private readonly generations: SiteGenerations,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.generations.close();
    await this.database.close();
  }
}
