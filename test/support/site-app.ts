import type { FastifyInstance } from 'fastify';
import { createLogger } from '#platform';
import { buildSite } from '../../apps/site/src/server.js';

/** The reference site alone, on a port of its own. */
export interface SiteApp {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the reference site before an API. */
export async function startSiteApp(apiUrl: string, webhookSecret?: string): Promise<SiteApp> {
  const logger = createLogger('test-site', 'silent');
  const server: FastifyInstance = await buildSite({ apiUrl, mediaOrigin: apiUrl, webhookSecret, logger });
  return { url: await server.listen({ host: '127.0.0.1', port: 0 }), close: () => server.close() };
}
