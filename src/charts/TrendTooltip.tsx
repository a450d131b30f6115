import { stepColour } from './theme.ts';
import type { TrendBucket, TrendLine } from './TrendLines.tsx';
import styles from './TrendLines.module.css';

interface TrendTooltipProps {
  readonly bucket: TrendBucket;
  readonly lines: readonly TrendLine[];
  readonly x: number;
  readonly side: 'before' | 'after';
  readonly width: number;
}

/** The numbers of one bucket. The bucket’s button says the same, so this is for the eye only. */
export function TrendTooltip({ bucket, lines, x, side, width }: TrendTooltipProps) {
  return (
    <div
      className={styles.tooltip}
      aria-hidden="true"
      style={side === 'after' ? { insetInlineStart: x + 10 } : { insetInlineEnd: width - x + 10 }}
    >
      <p className={styles.tooltipTitle}>
        {bucket.title} <span>{bucket.sizeText}</span>
      </p>
      <table>
        <tbody>
          {lines.map((line, at) => (
            <tr key={line.id}>
              <th>
                <svg width="12" height="4">
                  <line
                    x2="12"
                    y1="2"
                    y2="2"
                    stroke={stepColour(line.position)}
                    className={styles.swatch}
                    strokeDasharray={line.dashed ? '4 2' : undefined}
                  />
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
