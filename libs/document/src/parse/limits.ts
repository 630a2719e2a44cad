import { DocumentTooLarge } from '../refusals.js';

/** What an article may hold at most. A long patient leaflet is about 20 KB, 300 blocks and 6 levels. */
export const LIMITS = { bytes: 2 * 1024 * 1024, nodes: 20_000, depth: 24 } as const;

/**
 * Measures an unchecked document with a stack of its own, so that neither a list of 100,000 items nor 100,000 levels
 * can exhaust the call stack or the memory of the recursive steps that follow. A cycle counts as endless depth.
 */
export function tooLarge(document: unknown): DocumentTooLarge | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: document, depth: 1 }];
  let nodes = 0;
  let characters = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    nodes += 1;
    if (nodes > LIMITS.nodes) return new DocumentTooLarge('nodes', LIMITS.nodes);
    if (next.depth > LIMITS.depth) return new DocumentTooLarge('depth', LIMITS.depth);
    const { text, content } = next.value as { text?: unknown; content?: unknown };
    if (typeof text === 'string') characters += text.length;
    if (characters > LIMITS.bytes) return new DocumentTooLarge('bytes', LIMITS.bytes);
    if (!Array.isArray(content)) continue;
    if (content.length > LIMITS.nodes) return new DocumentTooLarge('nodes', LIMITS.nodes);
    for (const child of content) open.push({ value: child, depth: next.depth + 1 });
  }
  return undefined;
}
