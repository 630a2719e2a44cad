import { Injectable } from '@nestjs/common';
import { Database, LedgerClock } from '#platform';
import type { AttemptResult } from './domain/attempt.js';
import type { LeasedDelivery } from './domain/delivery.js';
import { healthAfter } from './domain/destination-health.js';
import { nextStep } from './domain/next-step.js';
import { Deliveries } from './persistence/deliveries.js';
import { Destinations } from './persistence/destinations.js';
import { SwitchOff } from './switch-off.js';

/** Keeps how attempts ended, and what follows: for the delivery, and for the destination behind it. */
@Injectable()
export class AttemptBook {
  constructor(
    private readonly database: Database,
    private readonly deliveries: Deliveries,
    private readonly destinations: Destinations,
    private readonly switchOff: SwitchOff,
    private readonly clock: LedgerClock,
  ) {}

  async keep(leased: LeasedDelivery, result: AttemptResult & { durationMs: number }): Promise<void> {
    const step = nextStep(result, leased.round);
    await this.database.transaction(async (tx) => {
      const destination = await this.destinations.hold(tx, leased.destinationId);
      await this.deliveries.finish(tx, leased, result, step);
      const health = healthAfter(destination, result, await this.clock.now(tx));
      if (health.failures > 0 || destination.failures > 0)
        await this.destinations.setHealth(tx, destination.id, health);
      if (step.kind === 'disable') await this.switchOff.run(tx, destination, 'gone');
      else if (health.disable) await this.switchOff.run(tx, destination, 'failing');
    });
  }
}
