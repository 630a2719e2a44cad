// The yardstick for cold answers: Apollo Server 5 with the same schema, resolvers that read the same data from memory,
// and nothing else: no limits, no tenant, no database.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import fastifyApollo from '@as-integrations/fastify';
import fastify from 'fastify';
import { projectPath } from '#platform';

const articles = JSON.parse(readFileSync(process.env.ARTICLES, 'utf8'));
const bySlug = new Map(articles.map((article) => [article.slug, { ...article, __typename: 'Article' }]));
const newest = [...bySlug.values()];

const server = new ApolloServer({
  typeDefs: readFileSync(projectPath('apps/api/src/delivery/delivery.graphql'), 'utf8'),
  resolvers: {
    Query: {
      article: (_parent, { slug }) => bySlug.get(slug) ?? { __typename: 'ArticleNotFound' },
      articles: (_parent, { first }) => ({
        edges: newest.slice(0, first).map((node) => ({ cursor: node.slug, node })),
        pageInfo: { hasNextPage: newest.length > first, hasPreviousPage: false },
        siteGeneration: String(newest.length),
      }),
    },
  },
});
await server.start();
const app = fastify();
await app.register(fastifyApollo(server), { path: '/delivery/graphql' });
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.send({ ready: true });
for (const end of ['SIGTERM', 'disconnect']) process.once(end, () => process.exit(0));
