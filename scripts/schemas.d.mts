import type { GraphQLSchema } from 'graphql';

export const ENDPOINTS: readonly string[];
export function schemaOf(name: string): GraphQLSchema;
export function promiseOf(name: string): string;
export const OWN_MANIFEST: string;
export function ownManifestOf(queries: Readonly<Record<string, unknown>>): unknown;
