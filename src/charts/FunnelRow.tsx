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
  /** The value that is 100 %. */
  readonly whole: number;
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
const otherGap = 4;
const otherHeight = 5;
/** Two lines beside one bar. */
const lineHeight = 17;

export function FunnelRow(props: FunnelRowProps) {
  const { bar, layout, y, height, scale, whole, track, hatch, onSelectStep, onSelectLoss } = props;
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
      {bar.other !== null && bar.other.share !== null && (
        <rect
          x={start}
          y={y + height + otherGap}
          width={Math.max(bar.other.share * whole * scale, leastBar)}
          height={otherHeight}
          className={styles.other}
        />
      )}
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
        <text x={start} y={layout.kind === 'wide' ? y - 7 : beneath(y + height + 16, bar)} className={styles.gain}>
          {bar.gainText}
        </text>
      )}
    </g>
  );
}

function RowTexts({ bar, layout, width, y, height }: FunnelRowProps) {
  if (layout.kind === 'wide') {
    const middle = y + height / 2;
    const above = bar.other === null ? middle : middle - lineHeight / 2 + 1;
    const rates = width - layout.right + 16;
    return (
      <g className={styles.texts} aria-hidden="true">
        <text x={0} y={middle}>
          {bar.label}
        </text>
        <text x={rates} y={above} className={styles.share}>
          {bar.shareText}
        </text>
        {bar.previousText !== null && (
          <text x={width} y={above} textAnchor="end" className={styles.previous}>
            {bar.previousText}
          </text>
        )}
        {bar.other !== null && (
          <>
            <text x={rates} y={above + lineHeight} className={styles.there}>
              {bar.other.shareText}
            </text>
            <text x={width} y={above + lineHeight} textAnchor="end" className={styles.there}>
              {bar.other.previousText}
            </text>
          </>
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
        <text x={width} y={beneath(y + height + 12, bar)} textAnchor="end" className={styles.previous}>
          {bar.previousText}
        </text>
      )}
      {bar.other !== null && (
        <text
          x={width}
          y={beneath(y + height + 12, bar) + (bar.previousText === null ? 0 : lineHeight)}
          textAnchor="end"
          className={styles.there}
        >
          {bar.other.bothText}
        </text>
      )}
    </g>
  );
}

/** A line under a bar, or under the thin bar of the other side. */
function beneath(line: number, { other }: FunnelBar): number {
  return other === null ? line : line + otherGap + otherHeight;
}

function LossText({ bar, layout, y, height, text, middle }: FunnelRowProps & { text: string; middle: number }) {
  return layout.kind === 'wide' ? (
    <text x={middle} y={y - 7} textAnchor="middle" className={styles.lost}>
      {text}
    </text>
  ) : (
    <text x={0} y={beneath(y + height + 16, bar)} className={styles.lost}>
      {text}
    </text>
  );
}
