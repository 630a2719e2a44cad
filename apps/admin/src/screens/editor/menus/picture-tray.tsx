import { build } from '#document';
import { MediaPicker } from '../../../parts/media-picker';
import { insertBlock } from './insertable';
import type { TrayProps } from './tray-props';

/** Chooses a picture of the media library, or brings a new one there; its words there are offered for this text. */
export function PictureTray({ editor, draft, site, close }: TrayProps) {
  return (
    <MediaPicker
      site={site}
      locale={draft.locale}
      close={close}
      choose={({ id, alt, credit, decorative }) => {
        close();
        const given = { alt: alt ?? undefined, credit: credit ?? undefined, decorative: decorative || undefined };
        insertBlock(editor, build.image({ mediaId: id, ...given }));
      }}
    />
  );
}
