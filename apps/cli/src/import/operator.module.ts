import { type DynamicModule, Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { ImportingModule } from '#importing';
import { PlatformModule } from '#platform';
import type { CompleteSettings } from './database-at-hand.js';

/** The rooms an operator's import needs, without a port, a queue or a job. */
@Module({})
export class OperatorModule {
  static for(settings: CompleteSettings): DynamicModule {
    // Standard output is the report: what goes wrong is thrown, not logged into it.
    const quiet = { ...settings, logLevel: 'silent' };
    const { databaseUrl } = settings;
    return {
      module: OperatorModule,
      imports: [
        PlatformModule.forRoot({ settings: quiet, databaseUrl, name: 'carepress import', poolSize: 2 }),
        IdentityModule,
        ImportingModule,
      ],
    };
  }
}
