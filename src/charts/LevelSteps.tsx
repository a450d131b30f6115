import { useId } from 'react';
import styles from './LevelSteps.module.css';
import { textWidth } from './theme.ts';
import { useWidth } from './useWidth.ts';

/** A level that holds until the next one; null where none is known. */
export interface LevelStep {
  readonly id: string;
  readonly level: number | null;
  readonly levelText: string;
  /** Under the axis. */
  readonly label: string;
}

export const levelStepsHeight = 220;
const [top, bottom] = [22, levelStepsHeight - 30];

/** One level over time as steps, each with its number; stretches at zero are hatched. For the eye: the numbers are in the table. */
export function LevelSteps({ steps }: { steps: readonly LevelStep[] }) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} className={styles.chart}>
      {width !== null && <Drawn steps={steps} width={width} />}
    </div>
  );
}

function Drawn({ steps, width }: { steps: readonly LevelStep[]; width: number }) {
  const hatch = useId();
  const each = width / steps.length;
  const highest = Math.max(1, ...steps.map(({ level }) => level ?? 0));
  const y = (level: number) => bottom - (Math.max(level, 0) / highest) * (bottom - top);
  const widest = Math.max(
    ...steps.map(({ label, levelText }) => Math.max(textWidth(label, 12), textWidth(levelText, 12))),
  );
  const every = Math.max(1, Math.ceil((widest + 8) / each));
  const line = steps
    .flatMap(({ level }, at) => {
      if (level === null) return [];
      const starts = at === 0 || steps[at - 1]?.level === null;
      return [`${starts ? 'M' : 'L'}${at * each} ${y(level)}`, `L${(at + 1) * each} ${y(level)}`];
    })
    .join('');
  return (
    <svg width={width} height={levelStepsHeight} aria-hidden="true">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={styles.hatchGround} />
          <line x1="0" y1="0" x2="0" y2="6" className={styles.hatchLine} />
        </pattern>
      </defs>
      <line x1={0} x2={width} y1={bottom} y2={bottom} className={styles.axis} />
      {steps.map(
        ({ id, level }, at) =>
          level !== null &&
          level <= 0 && (
            <rect key={id} x={at * each} y={top - 18} width={each} height={bottom - top + 18} fill={`url(#${hatch})`} />
          ),
      )}
      <path d={line} className={styles.line} />
      {steps.map(({ id, level, levelText, label }, at) =>
        at % every === 0 ? (
          <g key={id}>
            {level !== null && (
              <text x={(at + 0.5) * each} y={y(level) - 7} className={level <= 0 ? styles.out : styles.level}>
                {levelText}
              </text>
            )}
            <text x={(at + 0.5) * each} y={bottom + 18} className={styles.label}>
              {label}
            </text>
          </g>
        ) : null,
      )}
    </svg>
  );
}
