import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Card } from '../../../parts/screen';
import css from './audience.module.css';

interface Week {
  /** The Monday it began with, such as 2026-11-16. */
  readonly week: string;
  readonly joined: number;
  readonly left: number;
}

/** Each week's place in the drawing; those who joined stand above the line, those who left below it. */
const STEP = 20;
const WIDE = 14;
const HALF = 70;

/** Who confirmed and who left, week by week: a drawing for the eye, and a table beside it with the same numbers. */
export function GrowthCard({ weeks }: { weeks: readonly Week[] }) {
  const most = Math.max(1, ...weeks.flatMap(({ joined, left }) => [joined, left]));
  const high = (count: number) => (count / most) * HALF;
  const joined = weeks.reduce((sum, week) => sum + week.joined, 0);
  const left = weeks.reduce((sum, week) => sum + week.left, 0);
  const sentence = t('growth.sentence', { weeks: weeks.length, joined, left });
  return (
    <Card title={t('growth.title')}>
      <div className={css.growth}>
        <p>{sentence}</p>
        <svg
          viewBox={`0 0 ${weeks.length * STEP} ${HALF * 2 + 2}`}
          className={css.chart}
          role="img"
          aria-label={sentence}
        >
          {weeks.map((week, at) => (
            <g key={week.week}>
              <rect
                className={css.joined}
                x={at * STEP + 3}
                y={HALF - high(week.joined)}
                width={WIDE}
                height={high(week.joined)}
              />
              <rect className={css.left} x={at * STEP + 3} y={HALF + 2} width={WIDE} height={high(week.left)} />
            </g>
          ))}
          <line className={css.axis} x1={0} x2={weeks.length * STEP} y1={HALF + 1} y2={HALF + 1} />
        </svg>
        <p className={css.legend}>
          <span data-kind="joined">{t('growth.joined')}</span>
          <span data-kind="left">{t('growth.left')}</span>
        </p>
      </div>
      <details className={css.numbers}>
        <summary>{t('growth.table')}</summary>
        <table className={css.lines}>
          <thead>
            <tr>
              <th scope="col">{t('growth.week')}</th>
              <th scope="col">{t('growth.joined')}</th>
              <th scope="col">{t('growth.left')}</th>
            </tr>
          </thead>
          <tbody>
            {[...weeks].reverse().map((week) => (
              <tr key={week.week}>
                <th scope="row">{writeDate(`${week.week}T12:00:00Z`, 'day', 'UTC')}</th>
                <td>{t('number', { value: week.joined })}</td>
                <td>{t('number', { value: week.left })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}
