import { type KeyboardEvent, useRef, useState } from 'react';
import styles from './ColumnBars.module.css';
import type { ColumnBar } from './ColumnBars.tsx';
import { type ColumnGeometry, xOfColumn } from './columnGeometry.ts';

interface ColumnButtonsProps {
  readonly columns: readonly ColumnBar[];
  readonly geometry: ColumnGeometry;
  readonly label: string;
  readonly onActive: (index: number | null) => void;
  readonly onSelect: ((id: string) => void) | undefined;
}

/** What is pointed at and pressed: one invisible field over every column. As buttons, they are one stop of the Tab key. */
export function ColumnButtons({ columns, geometry, label, onActive, onSelect }: ColumnButtonsProps) {
  const row = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const tabStop = Math.min(stop, columns.length - 1);
  const place = (index: number) => ({
    insetInlineStart: xOfColumn(geometry, index) - geometry.step / 2,
    inlineSize: geometry.step,
  });

  if (onSelect === undefined) {
    return (
      <div className={styles.fields} aria-hidden="true">
        {columns.map(({ id }, index) => (
          <span
            key={id}
            className={styles.field}
            style={place(index)}
            onPointerEnter={() => onActive(index)}
            onPointerLeave={() => onActive(null)}
          />
        ))}
      </div>
    );
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onActive(null);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: tabStop + 1,
      ArrowLeft: tabStop - 1,
      Home: 0,
      End: columns.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    row.current?.querySelectorAll('button')[target]?.focus();
  };

  return (
    <div ref={row} className={styles.fields} role="group" aria-label={label}>
      {columns.map(({ id, name, selected }, index) => (
        <button
          key={id}
          type="button"
          className={styles.field}
          style={place(index)}
          tabIndex={index === tabStop ? 0 : -1}
          aria-label={name}
          aria-pressed={selected}
          onKeyDown={onKeyDown}
          onFocus={() => {
            setStop(index);
            onActive(index);
          }}
          onBlur={() => onActive(null)}
          onPointerEnter={() => onActive(index)}
          onPointerLeave={() => onActive(null)}
          onClick={() => onSelect(id)}
        />
      ))}
    </div>
  );
}
