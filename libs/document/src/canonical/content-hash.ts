import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { SCHEMA_VERSION } from '../schema/article-schema.js';
import type { ArticleContent } from '../types.js';
import { canonicalContent } from './canonical-content.js';
import { canonicalJson } from './canonical-json.js';

/**
 * The fingerprint of a valid content: SHA-256, in 64 hexadecimal digits, over its canonical JSON with the schema
 * version. Key order, default attributes and the splitting of text do not change it; every other byte does.
 *
 * @param schemaVersion the version the content was stored in, when it is not today's.
 */
export function contentHash(content: ArticleContent, schemaVersion: number = SCHEMA_VERSION): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ schemaVersion, ...canonicalContent(content) }))));
}
