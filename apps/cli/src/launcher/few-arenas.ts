/**
 * The environment for a process of ours: glibc keeps what is freed for each of up to eight arenas a core, and a process with
 * a handful of threads then holds some 30 MiB that nobody uses. Two are enough for them. It is read when a process begins,
 * so the process cannot say it itself; elsewhere than on glibc it means nothing.
 */
export function withFewArenas(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { MALLOC_ARENA_MAX: '2', ...env };
}
