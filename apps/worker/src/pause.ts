/** Waits, but not past the end of the process' work. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** Milliseconds before the next try: doubles from `firstMs` to `mostMs`, with a fifth of chance so that nobody marches in step. */
export function backOff(failures: number, firstMs: number, mostMs: number): number {
  const ms = Math.min(firstMs * 2 ** Math.max(0, failures - 1), mostMs);
  return ms * (0.8 + 0.4 * Math.random());
}
