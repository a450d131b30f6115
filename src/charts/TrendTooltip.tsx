import { OtherSwatch, Swatch } from './Swatch.tsx';
import type { TrendBucket, TrendLine, TrendOtherPoint } from './TrendLines.tsx';
import styles from './TrendLines.module.css';

interface TrendTooltipProps {
  readonly bucket: TrendBucket;
  readonly lines: readonly TrendLine[];
  /** The bucket of the other selection that lies under this one; `point` is null where none does. */
  readonly other: { readonly label: string; readonly point: TrendOtherPoint | null } | null;
  readonly x: number;
  readonly width: number;
}

/** The numbers of one bucket. The bucket’s button says the same, so this is for the eye only. */
export function TrendTooltip({ bucket, lines, other, x, width }: TrendTooltipProps) {
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
          {other !== null && other.point !== null && (
            <tr className={styles.tooltipOther}>
              <th>
                <svg width="10" height="4">
                  <g transform="translate(0 2)">
                    <OtherSwatch />
                  </g>
                </svg>
                {other.label}
                <span>{other.point.title}</span>
              </th>
              <td>{other.point.countText}</td>
              <td>{other.point.rateText}</td>
            </tr>
          )}
        </tbody>
      </table>
      {other !== null && other.point !== null && other.point.note !== null && (
        <p className={styles.tooltipNote}>{other.point.note}</p>
      )}
      {bucket.note !== null && <p className={styles.tooltipNote}>{bucket.note}</p>}
    </div>
  );
}
