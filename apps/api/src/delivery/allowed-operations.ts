import { readFileSync } from 'node:fs';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, Kind } from 'graphql';
import type { SiteAccess } from '#delivery';
import { hashOfOperation } from '#identity';
import { Recent } from '#kernel';
import { SettingsError } from '#platform';
import { KeyRequired, OperationNotAllowed } from '../access/access.js';
import { sitesAsked } from '../access/guard-roots.js';
import type { DeliveryContext } from './delivery-context.js';
import { operationTexts } from './operation-manifest.js';
import { OWN_OPERATIONS } from './own-operations.js';

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
  const texts = operationTexts(given);
  if (texts) return texts;
  throw fault('is no manifest of operations');
}

/**
 * The operations that may be asked, known by the SHA-256 of their text: byte for byte what the manifests say, and what the
 * reference site asks. Fixed from the start of the process to its end, so whatever was kept of their answers stays allowed.
 */
export class AllowedOperations {
  private readonly texts: ReadonlyMap<string, string>;

  /** @throws SettingsError for a file that is no manifest: a process that would refuse everything does not start */
  constructor(files: readonly string[]) {
    this.texts = new Map([
      ...OWN_OPERATIONS,
      ...files.flatMap(textsIn).map((text) => [hashOfOperation(text), text] as const),
    ]);
  }

  /** Whether a request asks one of them, by its text or by its hash alone. What is no question at all is left to the engine. */
  allow(query: unknown, extensions: unknown): boolean {
    if (typeof query === 'string') return this.texts.has(hashOfOperation(query));
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

const { code, message } = new OperationNotAllowed();

/** Characters of operations that programs sent with their hash, of each of the two halves in which they are remembered. */
const MOST_TEXT = 2_000_000;

/**
 * Operations by their hashes where any may be asked: those of the reference site, those on the lists of sites, and those
 * that a program sent with its hash before.
 */
export function openStore(access: SiteAccess) {
  const sent = new Recent<string>(MOST_TEXT);
  const hashIn = (key: string): string => key.replace(/^apq:/, '');
  return {
    get: async (key: string) => {
      const hash = hashIn(key);
      return OWN_OPERATIONS.get(hash) ?? sent.find(hash) ?? (await access.operationText(hash));
    },
    set: async (key: string, text: string) => sent.put(hashIn(key), text, text.length),
    delete: async () => false,
  };
}

/**
 * Refuses, before it runs, an operation about a site that has a list on which it is not. What runs without the engine asks
 * the same of each question, and comes here when the answer is no.
 */
export function listedOnly(): ApolloServerPlugin<DeliveryContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveSource({ source, contextValue }) {
          contextValue.operation = source;
        },
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          const fragments = new Map(
            document.definitions.flatMap((it) =>
              it.kind === Kind.FRAGMENT_DEFINITION ? [[it.name.value, it] as const] : [],
            ),
          );
          if (!operation) return;
          const scope = operation.operation === 'mutation' ? 'signUp' : 'read';
          for (const slug of sitesAsked({ schema, operation, fragments, variables: request.variables ?? {} })) {
            const door = contextValue.access.to(slug, scope);
            if (!door || door instanceof KeyRequired || contextValue.mayAsk(door)) continue;
            throw new GraphQLError(message, { extensions: { code, http: { status: 403 } } });
          }
        },
      };
    },
  };
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

const REFUSED = JSON.stringify({ errors: [{ message, extensions: { code } }] });

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
