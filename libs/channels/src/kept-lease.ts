import type { LeasedDelivery } from './domain/delivery.js';
import { type Deliveries, LEASE_MS } from './persistence/deliveries.js';

const RENEW_EVERY_MS = LEASE_MS / 3;
/** Before the lease ends: what was asked of the other side a moment ago may still be on its way. */
const MARGIN_MS = 5_000;

/**
 * Keeps a delivery leased while it is told, which takes long for a whole site. It believes no timer: a process that stood
 * still finds the lease over by its own clock before it does anything else.
 */
export class KeptLease {
  private heldUntil = performance.now() + LEASE_MS - MARGIN_MS;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly deliveries: Deliveries,
    private readonly leased: LeasedDelivery,
  ) {
    this.timer = setInterval(() => void this.renew().catch(() => undefined), RENEW_EVERY_MS).unref();
  }

  /** False once another worker may have the delivery. */
  isHeld(): boolean {
    return performance.now() < this.heldUntil;
  }

  end(): void {
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    const asked = performance.now();
    if (!this.isHeld()) return;
    if (await this.deliveries.renew(this.leased)) this.heldUntil = asked + LEASE_MS - MARGIN_MS;
    else this.heldUntil = 0;
  }
}
