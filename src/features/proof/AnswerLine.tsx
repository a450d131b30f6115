import type { Asked } from '../../queries/useAnswer.ts';
import { RetryButton } from '../../ui/RetryButton.tsx';
import { answerText, cutText } from './answerText.ts';
import styles from './PanelSheet.module.css';

/** How many rows a statement gave and how long that took, while it runs, and when it failed. */
export function AnswerLine({ asked: { answer, error, isWaiting, retry } }: { asked: Asked }) {
  if (error !== null) {
    return (
      <div className={styles.failed} role="alert">
        <p>{error.message}</p>
        <RetryButton onRetry={retry} />
      </div>
    );
  }
  return (
    <p className={styles.answer} role="status" aria-busy={answer === undefined}>
      {answer !== undefined && [answerText(answer), ...cutText(answer)].join(' ')}
      {answer === undefined && (isWaiting ? 'The database is starting; it runs then.' : 'Running …')}
    </p>
  );
}
