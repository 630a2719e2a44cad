// The yardstick for warm answers: parses the body of a POST as JSON and answers ready strings from memory.
import { readFileSync } from 'node:fs';
import fastify from 'fastify';

const answers = new Map(Object.entries(JSON.parse(readFileSync(process.env.ANSWERS, 'utf8'))));
const server = fastify();
server.post('/delivery/graphql', (request, reply) => {
  const { query, variables } = request.body;
  const answer = answers.get(`${query.startsWith('query List') ? 'list' : 'slug'} ${variables.slug ?? variables.site}`);
  reply.header('content-type', 'application/json; charset=utf-8').send(answer);
});
await server.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.send({ ready: true });
for (const end of ['SIGTERM', 'disconnect']) process.once(end, () => process.exit(0));
