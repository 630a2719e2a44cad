import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MediaStorage } from '#media';

export interface ServedFile {
  readonly name: string;
  readonly contentType: string;
  readonly fileName: string;
}

/** A file is a file: it is drawn, or saved, and never a page that runs something. */
const LOCKED = "default-src 'none'; sandbox";

/** Sends a stored file; false when its bytes are missing. The name is its own validator. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  storage: MediaStorage,
  file: ServedFile,
  cacheControl: string,
): Promise<boolean> {
  const etag = `"${file.name}"`;
  const pdf = file.contentType === 'application/pdf';
  const headers = {
    etag,
    'cache-control': cacheControl,
    'x-content-type-options': 'nosniff',
    'content-security-policy': LOCKED,
    'cross-origin-resource-policy': 'cross-origin',
    'content-disposition': pdf ? `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}` : 'inline',
  };
  const known = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
  if (known.some((tag) => tag.replace(/^W\//, '') === etag)) {
    await reply.code(304).headers(headers).send();
    return true;
  }
  const stored = await storage.stream(file.name);
  if (!stored) return false;
  reply.headers({ ...headers, 'content-length': stored.bytes }).type(file.contentType);
  await reply.send(stored.stream);
  return true;
}
