import { useMemo, useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { xyPlotHeight } from '../../charts/xyGeometry.ts';
import { XyPlot } from '../../charts/XyPlot.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { answerChart, type ChartChoice, drawable } from './answerChart.ts';
import styles from './AnswerPicture.module.css';
import type { Answer } from './useStatement.ts';

const kinds = [
  { id: 'bars', label: 'Bars' },
  { id: 'line', label: 'Line' },
] as const;

/** One column of an answer against another. */
export function AnswerPicture({ answer, first }: { answer: Answer; first: ChartChoice }) {
  const [choice, choose] = useState(first);
  const { title, points, ticks, numbers, note } = useMemo(() => answerChart(answer, choice), [answer, choice]);
  const all = answer.columns.map((_, at) => at);
  return (
    <ChartFrame
      title={title}
      subjects={[]}
      subtitle="your statement"
      tools={
        <div className={styles.choices}>
          <ColumnField
            label="Across"
            answer={answer}
            places={all}
            value={choice.x}
            onChange={(x) => choose({ ...choice, x })}
          />
          <ColumnField
            label="Up"
            answer={answer}
            places={drawable(answer)}
            value={choice.y}
            onChange={(y) => choose({ ...choice, y })}
          />
          <SegmentedControl
            label="Draw as"
            segments={kinds}
            value={choice.kind}
            onChange={(kind) => choose({ ...choice, kind })}
          />
        </div>
      }
      numbers={numbers}
      stale={false}
      error={null}
      empty={null}
      note={note}
      height={xyPlotHeight}
    >
      <XyPlot points={points} ticks={ticks} kind={choice.kind} />
    </ChartFrame>
  );
}

interface ColumnFieldProps {
  readonly label: string;
  readonly answer: Answer;
  /** The columns on offer. */
  readonly places: readonly number[];
  readonly value: number;
  readonly onChange: (place: number) => void;
}

function ColumnField({ label, answer, places, value, onChange }: ColumnFieldProps) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {places.map((place) => (
          <option key={place} value={place}>
            {answer.columns[place]?.name}
          </option>
        ))}
      </select>
    </label>
  );
}
