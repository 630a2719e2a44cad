import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { z } from 'zod';
import type { OperationText } from '#identity';
import { projectPath } from '#platform';

/** What `@apollo/generate-persisted-query-manifest` writes. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ body: z.string().min(1) })),
});

/** What the client preset of GraphQL Code Generator writes: texts by their hashes. */
const byHash = z.record(z.string(), z.string().min(1));

/** The texts of the operations that a manifest names; undefined for anything that is no manifest. */
export function operationTexts(given: unknown): readonly string[] | undefined {
  const asManifest = manifest.safeParse(given);
  if (asManifest.success) return asManifest.data.operations.map(({ body }) => body);
  const asTexts = byHash.safeParse(given);
  return asTexts.success && Object.keys(asTexts.data).length > 0 ? Object.values(asTexts.data) : undefined;
}

let schema: GraphQLSchema | undefined;

/** What clinic sites may ask, without its resolvers: to tell whether an operation fits. */
function publicSchema(): GraphQLSchema {
  schema ??= buildSchema(readFileSync(projectPath('apps', 'api', 'src', 'delivery', 'delivery.graphql'), 'utf8'));
  return schema;
}

/** An operation with its name, or what is wrong with its text, as a part of a sentence. */
export function readOperation(body: string): OperationText | string {
  try {
    const document = parse(body, { maxTokens: 2_000, noLocation: true });
    const [fault] = validate(publicSchema(), document, undefined, { maxErrors: 1 });
    if (fault) return fault.message;
    const operation = document.definitions.find((it) => it.kind === Kind.OPERATION_DEFINITION);
    return { name: operation?.name?.value ?? null, body };
  } catch (cause) {
    return cause instanceof Error ? cause.message : 'It cannot be read.';
  }
}
