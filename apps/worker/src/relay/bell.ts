import { pause } from '../pause.js';

/** Ends a wait early. A ring while nobody waits is kept for the next one. */
export class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.rung) {
      const early = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      const over = new AbortController();
      await Promise.race([early, pause(ms, AbortSignal.any([signal, over.signal]))]);
      over.abort();
      this.wake = undefined;
    }
    this.rung = false;
  }
}
