import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpLanguageModel } from './http-language-model.js';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

describe('a language model over HTTP', () => {
  let server: Server;
  let url: string;
  let handler: Handler;
  beforeEach(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => handler(request, response, body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const says = (content: unknown): Handler => {
    return (_, response) => response.end(JSON.stringify({ choices: [{ message: { content } }] }));
  };
  const asked = (timeoutMs?: number) =>
    new HttpLanguageModel({ url, model: 'small', key: 'secret' }, fetch, timeoutMs).suggest({
      task: 'plainSentence',
      locale: 'en',
      text: 'Ambulate daily.',
    });

  it('asks with the words alone and gives back the proposal', async () => {
    let seen: { path?: string; key?: string; body?: string } = {};
    handler = (request, response, body) => {
      seen = { path: request.url!, key: request.headers.authorization!, body };
      says(' "Walk every day."\n')(request, response, body);
    };
    expect(await asked()).toBe('Walk every day.');
    expect(seen).toMatchObject({ path: '/v1/chat/completions', key: 'Bearer secret' });
    const { model, messages } = JSON.parse(seen.body!);
    expect(model).toBe('small');
    expect(messages.at(-1)).toEqual({ role: 'user', content: 'Ambulate daily.' });
  });

  it.each<[string, Handler]>([
    ['an error', (_, response) => response.writeHead(500).end('{}')],
    ['no JSON', (_, response) => response.end('<html>')],
    ['no words', says('  ')],
    ['other than words', says({ a: 1 })],
    ['a novel', says('word '.repeat(400))],
    ['more than it may', (_, response) => response.end(`{"a":"${'x'.repeat(400_000)}"}`)],
    ['an address elsewhere', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
    ['a cut', (_, response) => response.destroy()],
  ])('is refused when it answers with %s', async (_, answer) => {
    handler = answer;
    await expect(asked()).rejects.toMatchObject({ name: 'ModelFailed' });
    await expect(asked()).rejects.not.toThrow(/secret|127\.0\.0\.1/);
  });

  it('is not waited for without end', async () => {
    handler = () => undefined;
    await expect(asked(50)).rejects.toMatchObject({ name: 'ModelFailed' });
  });
});
