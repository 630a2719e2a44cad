import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SettingsError } from '#platform';

/** What `@apollo/generate-persisted-query-manifest` writes. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ body: z.string().min(1) })),
});

/** What the client preset of GraphQL Code Generator writes: texts by their hashes. */
const byHash = z.record(z.string(), z.string().min(1));

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function textsIn(file: string): readonly string[] {
  const fault = (why: string) =>
    new SettingsError(
      `DELIVERY_OPERATIONS names ${file}, which ${why}. Name files of operations, with commas between.`,
    );
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw fault(cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read');
  }
  const asManifest = manifest.safeParse(given);
  if (asManifest.success) return asManifest.data.operations.map(({ body }) => body);
  const asTexts = byHash.safeParse(given);
  if (asTexts.success && Object.keys(asTexts.data).length > 0) return Object.values(asTexts.data);
  throw fault('is no manifest of operations');
}

/**
 * The operations that may be asked, known by the SHA-256 of their text: byte for byte what the manifests say. Fixed from
 * the start of the process to its end, so whatever was kept of their answers stays allowed.
 */
export class AllowedOperations {
  private readonly texts: ReadonlyMap<string, string>;

  /** @throws SettingsError for a file that is no manifest: a process that would refuse everything does not start */
  constructor(files: readonly string[]) {
    this.texts = new Map(files.flatMap(textsIn).map((text) => [hashOf(text), text]));
  }

  /** Whether a request asks one of them, by its text or by its hash alone. What is no question at all is left to the engine. */
  allow(query: unknown, extensions: unknown): boolean {
    if (typeof query === 'string') return this.texts.has(hashOf(query));
    const hash = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | undefined)?.persistedQuery?.sha256Hash;
    return typeof hash !== 'string' || this.texts.has(hash);
  }

  /** The operations by their hashes, as the engine looks one up; nobody adds to them. */
  get store() {
    return {
      get: async (key: string) => this.texts.get(key.replace(/^apq:/, '')),
      set: async () => undefined,
      delete: async () => false,
    };
  }
}

function extensionsIn(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    // No JSON: the engine has the words for it.
    return undefined;
  }
}

const REFUSED = JSON.stringify({
  errors: [
    {
      message:
        'This endpoint answers known operations only. Have this one added to its list, or ask one that is on it.',
      extensions: { code: 'OPERATION_NOT_ALLOWED' },
    },
  ],
});

/** Refuses on a GraphQL route, before the engine reads it, what is not allowed. Call it before the route is registered. */
export function refuseOthers(fastify: FastifyInstance, path: string, allowed: AllowedOperations): void {
  const judge = async ({ method, body, query }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { query: text, extensions } = ((method === 'POST' ? body : query) ?? {}) as Record<string, unknown>;
    if (allowed.allow(text, extensionsIn(extensions))) return;
    await reply.code(403).type('application/json; charset=utf-8').send(REFUSED);
  };
  fastify.addHook('onRoute', (route) => {
    if (route.url === path) route.preHandler = [...[route.preHandler ?? []].flat(), judge] as never;
  });
}
