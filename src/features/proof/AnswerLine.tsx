import { useRef } from 'react';
import type { Asked } from '../../queries/useAnswer.ts';
import { Button } from '../../ui/Button.tsx';
import { answerText, cutText } from './answerText.ts';
import styles from './PanelSheet.module.css';

/** How many rows a statement gave and how long that took, while it runs, and when it failed. */
export function AnswerLine({ asked: { answer, error, isWaiting, retry } }: { asked: Asked }) {
  const place = useRef<HTMLDivElement>(null);
  const tryAgain = () => {
    // The button goes with the error: the focus would be nowhere, and no key would reach the sheet.
    place.current?.focus();
    retry();
  };
  return (
    <div ref={place} tabIndex={-1} className={styles.place}>
      {error === null ? (
        <p className={styles.answer} role="status" aria-busy={answer === undefined}>
          {answer !== undefined && [answerText(answer), ...cutText(answer)].join(' ')}
          {answer === undefined && (isWaiting ? 'The database is starting; it runs then.' : 'Running …')}
        </p>
      ) : (
        <div className={styles.failed} role="alert">
          <p>{error.message}</p>
          <Button onPress={tryAgain}>Try again</Button>
        </div>
      )}
    </div>
  );
}
