import type { KeyboardEvent, ReactNode } from 'react';
import styles from './Mark.module.css';

/** What the pointer and the keyboard do at a mark. It is `focused` where the focus is to be seen, `dismissed` by Escape. */
export type MarkActivity = 'pointed' | 'left' | 'focused' | 'blurred' | 'dismissed';

interface MarkProps {
  /** What it is, with its numbers. */
  readonly name: string;
  readonly pressed: boolean;
  /** Whether the Tab key stops here; of many marks one is enough. */
  readonly tabStop?: boolean;
  readonly onSelect: () => void;
  readonly onActivity?: (activity: MarkActivity) => void;
  readonly children: ReactNode;
}

/** A drawn thing in an SVG that can be focused and pressed like a button. Arrow keys go to its neighbours inside the nearest `data-marks`. */
export function Mark({ name, pressed, tabStop = true, onSelect, onActivity, children }: MarkProps) {
  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    if (event.key === 'Escape') onActivity?.('dismissed');
    if (event.key === 'Enter' || event.key === ' ') onSelect();
    else if (!moveFocus(event)) return;
    event.preventDefault();
  };
  return (
    <g
      className={styles.mark}
      role="button"
      tabIndex={tabStop ? 0 : -1}
      aria-label={name}
      aria-pressed={pressed}
      data-mark=""
      onClick={onSelect}
      onKeyDown={onKeyDown}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && onActivity?.('focused')}
      onBlur={() => onActivity?.('blurred')}
      onPointerEnter={() => onActivity?.('pointed')}
      onPointerLeave={() => onActivity?.('left')}
    >
      {children}
    </g>
  );
}

function moveFocus({ key, currentTarget }: KeyboardEvent<SVGGElement>): boolean {
  const marks = [...(currentTarget.closest('[data-marks]')?.querySelectorAll<SVGGElement>('[data-mark]') ?? [])];
  const at = marks.indexOf(currentTarget);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: marks.length - 1,
  };
  const target = targets[key];
  if (target === undefined) return false;
  marks[target]?.focus();
  return true;
}
