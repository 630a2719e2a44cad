import { CallFailed, reach } from '../../../api/client';
import { failureSentence } from '../../../parts/notice';

/** A picture in the media library, or why it is not there. */
export type Uploaded =
  | { readonly kind: 'uploaded'; readonly mediaId: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Brings a file into the media library of a site. The same file again answers the picture that is there. */
export async function uploadPicture(site: string, file: File): Promise<Uploaded> {
  const query = new URLSearchParams({ site, fileName: file.name || 'picture.png' });
  try {
    const response = await reach(`/media?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'apollo-require-preflight': 'true' },
      body: file,
    });
    const body = (await response.json()) as { asset?: { id: string }; message?: string };
    if (response.ok && body.asset) return { kind: 'uploaded', mediaId: body.asset.id };
    return { kind: 'refused', message: body.message ?? failureSentence(new CallFailed('broken')) };
  } catch (error) {
    return { kind: 'refused', message: failureSentence(error) };
  }
}
