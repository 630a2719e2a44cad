import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DeliveryProjection } from '#delivery';
import { OversightModule, ReviewClock } from '#oversight';
import { PlatformModule } from '#platform';
import { PublishingModule } from '#publishing';
import type { CompleteSettings } from '../import/database-at-hand.js';

@Module({})
class ReviewClockModule {
  static for(settings: CompleteSettings): DynamicModule {
    // Standard output is the report: what goes wrong is thrown, not logged into it.
    const quiet = { ...settings, logLevel: 'silent' };
    const { databaseUrl } = settings;
    return {
      module: ReviewClockModule,
      imports: [
        PlatformModule.forRoot({ settings: quiet, databaseUrl, name: 'carepress review-clock', poolSize: 2 }),
        PublishingModule.with(DeliveryProjection),
        OversightModule,
      ],
    };
  }
}

/** Runs `work` with the review clock on this database, without a port, a queue or a job. */
export async function withReviewClock<T>(
  settings: CompleteSettings,
  work: (clock: ReviewClock) => Promise<T>,
): Promise<T> {
  const app = await NestFactory.createApplicationContext(ReviewClockModule.for(settings), { logger: false });
  return work(app.get(ReviewClock)).finally(() => app.close());
}
