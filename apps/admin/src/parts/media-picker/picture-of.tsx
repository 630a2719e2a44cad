import type { MediaCardFragment } from '../../gql/operations';
import { Icon } from '../icons';
import css from './media-picker.module.css';

/** The path of an address of ours: the interface may be open under another name of the same machine. */
function pathOf(url: string): string {
  return new URL(url, window.location.origin).pathname;
}

/** Where staff load a picture from, at least this wide when there is one; the stored file until renditions are made. */
export function pictureUrl(asset: MediaCardFragment, width = 0): string {
  const ready = asset.renditions
    .filter((one) => one.variant === 'FIT' && one.state === 'READY' && one.format === 'webp' && one.staffUrl)
    .sort((a, b) => a.width - b.width);
  return pathOf((ready.find((one) => one.width >= width) ?? ready.at(-1))?.staffUrl ?? asset.staffUrl);
}

/** What a file looks like in a list: its picture, or a sheet of paper. Its words stand beside it. */
export function PictureOf({ asset }: { asset: MediaCardFragment }) {
  return (
    <span className={css.picture}>
      {asset.kind === 'IMAGE' ? (
        <img src={pictureUrl(asset, 320)} alt="" loading="lazy" decoding="async" />
      ) : (
        <Icon name="articles" size={40} />
      )}
    </span>
  );
}
