/** The promise, or an error when it takes longer. The work itself is not stopped. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms / 1000} s.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Tries until it works. Built for a store that is still starting, so the pause stays short.
 *
 * @param givenUp true ends the trying early
 * @throws the last error, after `ms`
 */
export async function untilWorking<T>(ms: number, attempt: () => Promise<T>, givenUp: () => boolean): Promise<T> {
  for (const end = Date.now() + ms; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end || givenUp()) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
