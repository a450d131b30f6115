import type { FunnelBar } from './FunnelBars.tsx';
import styles from './FunnelBars.module.css';
import type { FunnelLayout } from './funnelLayout.ts';
import { Mark } from './Mark.tsx';
import { onStepColour, stepColour, textWidth } from './theme.ts';

interface FunnelRowProps {
  readonly bar: FunnelBar;
  readonly layout: FunnelLayout;
  readonly width: number;
  /** Top and height of the bar itself. */
  readonly y: number;
  readonly height: number;
  /** CSS pixels for one session or user. */
  readonly scale: number;
  /** Length of the ground behind the bar that stands for 100 %, where the first bar is less than that. */
  readonly track: number;
  readonly hatch: string;
  readonly onSelectStep: () => void;
  readonly onSelectLoss: () => void;
}

/** Small things still have to be hit with a finger. */
const leastTarget = 24;
/** A step with nobody is still drawn. */
const leastBar = 2;

export function FunnelRow(props: FunnelRowProps) {
  const { bar, layout, y, height, scale, track, hatch, onSelectStep, onSelectLoss } = props;
  const start = layout.left;
  const length = bar.value * scale;
  const end = start + length;
  const inside = length >= textWidth(bar.valueText, 13) + 22;
  const lostLength = (bar.loss?.value ?? 0) * scale;

  return (
    <g>
      <RowTexts {...props} />
      <rect x={start} y={y} width={track} height={height} rx={2} className={styles.track} />
      {bar.loss !== null && (
        <rect x={end} y={y} width={lostLength} height={height} fill={hatch} className={styles.hatch} />
      )}
      <Mark name={bar.name} pressed={bar.selected} onSelect={onSelectStep}>
        <rect
          x={start}
          y={y}
          height={height}
          rx={2}
          fill={stepColour(bar.position)}
          className={styles.bar}
          style={{ width: Math.max(length, leastBar) }}
        />
        <text
          x={inside ? start + 12 : end + 8}
          y={y + height / 2}
          className={inside ? styles.count : styles.countOutside}
          fill={inside ? onStepColour(bar.position) : 'var(--ink)'}
        >
          {bar.valueText}
        </text>
        <rect data-ring="" x={start} y={y} width={Math.max(length, leastTarget)} height={height} rx={3} />
      </Mark>
      {bar.loss !== null && (
        <Mark name={bar.loss.name} pressed={bar.loss.selected} onSelect={onSelectLoss}>
          <LossText {...props} text={bar.loss.text} middle={end + lostLength / 2} />
          <rect
            data-ring=""
            x={end + lostLength / 2 - Math.max(lostLength, leastTarget) / 2}
            y={y}
            width={Math.max(lostLength, leastTarget)}
            height={height}
            rx={3}
          />
        </Mark>
      )}
      {bar.gainText !== null && (
        <text x={start} y={layout.kind === 'wide' ? y - 7 : y + height + 16} className={styles.gain}>
          {bar.gainText}
        </text>
      )}
    </g>
  );
}

function RowTexts({ bar, layout, width, y, height }: FunnelRowProps) {
  if (layout.kind === 'wide') {
    const middle = y + height / 2;
    const rates = width - layout.right + 16;
    return (
      <g className={styles.texts} aria-hidden="true">
        <text x={0} y={middle}>
          {bar.label}
        </text>
        <text x={rates} y={middle} className={styles.share}>
          {bar.shareText}
        </text>
        {bar.previousText !== null && (
          <text x={width} y={middle} textAnchor="end" className={styles.previous}>
            {bar.previousText}
          </text>
        )}
      </g>
    );
  }
  return (
    <g className={styles.texts} aria-hidden="true">
      <text x={0} y={y - 12}>
        {bar.label}
      </text>
      <text x={width} y={y - 12} textAnchor="end" className={styles.share}>
        {bar.shareText}
      </text>
      {bar.previousText !== null && (
        <text x={width} y={y + height + 12} textAnchor="end" className={styles.previous}>
          {bar.previousText}
        </text>
      )}
    </g>
  );
}

function LossText({ layout, y, height, text, middle }: FunnelRowProps & { text: string; middle: number }) {
  return layout.kind === 'wide' ? (
    <text x={middle} y={y - 7} textAnchor="middle" className={styles.lost}>
      {text}
    </text>
  ) : (
    <text x={0} y={y + height + 16} className={styles.lost}>
      {text}
    </text>
  );
}
