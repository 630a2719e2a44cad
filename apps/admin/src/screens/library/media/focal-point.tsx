import type { MediaWholeFragment } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { pictureUrl } from '../../../parts/media-picker/picture-of';
import css from './media.module.css';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface FocalPointProps {
  readonly asset: MediaWholeFragment;
  readonly point: Point;
  readonly move: (point: Point) => void;
}

const percent = (part: number) => Math.round(part * 100);

/** The picture with the point that stays in sight when it is cut: set by a click, or by two sliders from the keyboard. */
export function FocalPointField({ asset, point, move }: FocalPointProps) {
  return (
    <div className={css.focal}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the two sliders below do the same from the keyboard. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the two sliders below do the same from the keyboard. */}
      <div
        className={css.focalPicture}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          move({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
        }}
      >
        <img src={pictureUrl(asset, 960)} alt={asset.alt ?? ''} />
        <svg className={css.mark} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <line x1={percent(point.x)} x2={percent(point.x)} y1={0} y2={100} />
          <line x1={0} x2={100} y1={percent(point.y)} y2={percent(point.y)} />
        </svg>
      </div>
      <p className="soft">{t('media.focalHint')}</p>
      <div className={css.sliders}>
        {(['x', 'y'] as const).map((axis) => (
          <label key={axis}>
            <span>{t(`media.focal.${axis}`, { percent: percent(point[axis]) })}</span>
            <input
              type="range"
              min={0}
              max={100}
              value={percent(point[axis])}
              onChange={(event) => move({ ...point, [axis]: Number(event.currentTarget.value) / 100 })}
            />
          </label>
        ))}
      </div>
    </div>
  );
}
