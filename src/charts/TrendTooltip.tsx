import { Swatch } from './Swatch.tsx';
import type { TrendBucket, TrendLine } from './TrendLines.tsx';
import styles from './TrendLines.module.css';

interface TrendTooltipProps {
  readonly bucket: TrendBucket;
  readonly lines: readonly TrendLine[];
  readonly x: number;
  readonly width: number;
}

/** The numbers of one bucket. The bucket’s button says the same, so this is for the eye only. */
export function TrendTooltip({ bucket, lines, x, width }: TrendTooltipProps) {
  return (
    <div
      className={styles.tooltip}
      aria-hidden="true"
      style={x < width / 2 ? { insetInlineStart: x + 10 } : { insetInlineEnd: width - x + 10 }}
    >
      <p className={styles.tooltipTitle}>
        {bucket.title} <span>{bucket.sizeText}</span>
      </p>
      <table>
        <tbody>
          {lines.map((line, at) => (
            <tr key={line.id}>
              <th>
                <svg width="10" height="4">
                  <g transform="translate(0 2)">
                    <Swatch position={line.position} dashed={line.dashed} />
                  </g>
                </svg>
                {line.label}
              </th>
              <td>{bucket.points[at]?.countText}</td>
              <td>{bucket.points[at]?.rateText}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {bucket.note !== null && <p className={styles.tooltipNote}>{bucket.note}</p>}
    </div>
  );
}
