import { Inject, Injectable } from '@nestjs/common';
import type { Heartbeat } from '#platform';
import { NEWSLETTER_OPTIONS, type NewsletterOptions } from '../domain/options.js';
import { freshPace, type Pace, recovered, slowed } from '../domain/pace.js';

/** Says which workers are at work. */
export const LIVE_WORKERS = Symbol('live workers');

/** As many as may leave at once after a rest, in seconds of the pace. */
const BURST_SECONDS = 1;
/** A worker that said nothing for so long does not send any more. */
const ALIVE_MS = 60_000;
/** What was in fact sent is measured over this time. */
const MEASURED_MS = 10_000;
/** Domains without a limit of their own are forgotten when there are more than this. */
const MOST_KEPT = 5_000;

interface Meter {
  pace: Pace;
  tokens: number;
  filledAt: number;
  /** Messages since `countedFrom`. */
  count: number;
  countedFrom: number;
}

/**
 * Keeps each mail server's and each domain's pace in this process. A limit that was set is for all workers together: each
 * takes its part of it, by how many say that they are at work. "Too much at once" halves a pace, which comes back slowly.
 */
@Injectable()
export class Pacer {
  private readonly accounts = new Map<string, Meter>();
  private readonly domains = new Map<string, Meter>();
  private workers = 1;

  constructor(
    @Inject(NEWSLETTER_OPTIONS) private readonly options: Pick<NewsletterOptions, 'domainRate'>,
    @Inject(LIVE_WORKERS) private readonly heartbeat: Pick<Heartbeat, 'liveWorkers'>,
  ) {}

  /** Looks how many workers share the limits now. */
  async share(): Promise<void> {
    this.workers = Math.max(1, (await this.heartbeat.liveWorkers(ALIVE_MS)).length);
  }

  /** Takes the right to send one message over an account: 0, or how long to wait before asking again, in milliseconds. */
  account({ key, rate = Number.POSITIVE_INFINITY }: { key: string; rate?: number }): number {
    return this.take(this.meter(this.accounts, key, rate / this.workers));
  }

  /** True when a domain has a pace: only then is it worth knowing where a message goes. */
  get minds(): boolean {
    return this.options.domainRate !== null || this.domains.size > 0;
  }

  /** The same for a domain. */
  domain(name: string): number {
    const known = this.domains.get(name);
    if (!known && this.options.domainRate === null) return 0;
    const wait = this.take(known ?? this.meter(this.domains, name, this.domainLimit));
    if (known?.pace.perSecond === Number.POSITIVE_INFINITY) this.domains.delete(name);
    return wait;
  }

  /** The mail server said "too much at once": of everything, or of what goes to one domain. */
  tooMuch(account: { key: string; rate?: number }, domain: string | null): void {
    const whole = this.meter(this.accounts, account.key, (account.rate ?? Number.POSITIVE_INFINITY) / this.workers);
    const counted = domain === null ? whole : (this.domains.get(domain) ?? whole);
    const meter = domain === null ? whole : this.meter(this.domains, domain, this.domainLimit);
    const now = performance.now();
    const measured = counted.count / Math.max(1, (now - counted.countedFrom) / 1_000);
    meter.pace = slowed(recovered(meter.pace, now), measured, now);
    meter.filledAt = now;
    meter.tokens = 0;
  }

  private get domainLimit(): number {
    return (this.options.domainRate ?? Number.POSITIVE_INFINITY) / this.workers;
  }

  private meter(meters: Map<string, Meter>, key: string, limit: number): Meter {
    const now = performance.now();
    const known = meters.get(key);
    if (known) {
      const changed = Number.isFinite(limit) && known.pace.limit !== limit;
      if (changed) known.pace = { ...known.pace, limit, perSecond: Math.min(known.pace.perSecond, limit) };
      return known;
    }
    if (meters.size >= MOST_KEPT) meters.clear();
    const fresh = { pace: freshPace(limit, now), tokens: 1, filledAt: now, count: 0, countedFrom: now };
    meters.set(key, fresh);
    return fresh;
  }

  private take(meter: Meter): number {
    const now = performance.now();
    if (now - meter.countedFrom > MEASURED_MS) {
      // Half of what was is kept, so that a slow beginning of a window is not taken for the pace.
      meter.count /= 2;
      meter.countedFrom += (now - meter.countedFrom) / 2;
    }
    meter.pace = recovered(meter.pace, now);
    const { perSecond } = meter.pace;
    if (perSecond !== Number.POSITIVE_INFINITY) {
      const most = Math.max(1, perSecond * BURST_SECONDS);
      meter.tokens = Math.min(most, meter.tokens + ((now - meter.filledAt) / 1_000) * perSecond);
      meter.filledAt = now;
      if (meter.tokens < 1) return Math.ceil(((1 - meter.tokens) / perSecond) * 1_000);
      meter.tokens -= 1;
    }
    meter.count += 1;
    return 0;
  }
}
