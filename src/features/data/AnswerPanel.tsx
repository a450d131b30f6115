import { useState } from 'react';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { firstChoice } from './answerChart.ts';
import { AnswerDownloads } from './AnswerDownloads.tsx';
import styles from './AnswerPanel.module.css';
import { AnswerPicture } from './AnswerPicture.tsx';
import { AnswerTable } from './AnswerTable.tsx';
import type { Answered } from './useStatement.ts';

/** What files of an answer say of the dataset it is from. */
export interface AnswerSubject {
  readonly dataset: string;
  readonly dataVersion: string;
  /** The link that puts a statement into the console. */
  readonly linkTo: (statement: string) => string;
}

interface AnswerPanelProps {
  readonly answered: Answered;
  /** A newer statement is running, or gave no answer. */
  readonly isOld: boolean;
  readonly subject: AnswerSubject;
}

/** The answer to a statement, as a table or as a picture, and the ways to take it along. */
export function AnswerPanel({ answered, isOld, subject }: AnswerPanelProps) {
  const { answer } = answered;
  const [shown, show] = useState<'table' | 'chart'>('table');
  const choice = firstChoice(answer);
  const canDraw = choice !== null && answer.rows.length > 0;
  return (
    <div className={styles.answer} data-dimmed={isOld}>
      {isOld && <p className={styles.old}>Below is the answer to the statement before.</p>}
      <div className={styles.tools}>
        <SegmentedControl
          label="Show the answer as"
          segments={[
            { id: 'table', label: 'Table' },
            { id: 'chart', label: 'Chart', isDisabled: !canDraw },
          ]}
          value={shown}
          onChange={show}
        />
        {!canDraw && <span className={styles.why}>A chart needs rows and a column of numbers.</span>}
        <AnswerDownloads answered={answered} subject={subject} />
      </div>
      {shown === 'chart' && canDraw ? (
        <AnswerPicture answer={answer} first={choice} />
      ) : (
        <AnswerTable answer={answer} />
      )}
    </div>
  );
}
