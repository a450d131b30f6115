import styles from './EventStrip.module.css';
import { stepColour } from './theme.ts';

export interface StripMark {
  /** The step, from 1; 0 for an event that is none. */
  readonly position: number;
  /** Where in the time of the strip, 0..1; `after` for what comes later than its end. */
  readonly at: number | 'after';
  /** What it is and when. */
  readonly name: string;
}

/** Outlines round 0, 0: steps are told apart by shape, and shades by who can see them. */
const outlines = [
  'M0-5V5',
  'M0-4a4 4 0 1 1 0 8a4 4 0 1 1 0-8Z',
  'M-4-4H4V4H-4Z',
  'M0-5.4L5.4 0L0 5.4L-5.4 0Z',
] as const;
const lastOutline = 'M-4.8 4.2H4.8L0-4.6Z';

function outlineOf(position: number): string {
  return outlines[position] ?? lastOutline;
}

/** The shape of a step, 14 pixels wide, as in the strip. */
export function StripShape({ position, name }: { readonly position: number; readonly name?: string }) {
  return (
    <svg className={styles.shape} viewBox="-7 -7 14 14" aria-hidden="true">
      {name !== undefined && <title>{name}</title>}
      <path
        d={outlineOf(position)}
        className={position === 0 ? styles.other : styles.step}
        fill={position === 0 ? 'none' : stepColour(position)}
      />
    </svg>
  );
}

/**
 * What happened within a time, one shape for each thing, from left to right; what came later stands behind a gap, its distance
 * is not drawn. Later shapes lie over earlier ones.
 */
export function EventStrip({ name, marks }: { readonly name: string; readonly marks: readonly StripMark[] }) {
  return (
    <div className={styles.strip} role="img" aria-label={name}>
      <div className={styles.time}>
        {marks.map(({ position, at, name: title }) =>
          at === 'after' ? null : (
            <span key={`${position} ${at}`} className={styles.mark} style={{ insetInlineStart: `${at * 100}%` }}>
              <StripShape position={position} name={title} />
            </span>
          ),
        )}
      </div>
      {marks.map(({ position, at, name: title }) =>
        at === 'after' ? (
          <span key={position} className={styles.after}>
            <StripShape position={position} name={title} />
          </span>
        ) : null,
      )}
    </div>
  );
}
