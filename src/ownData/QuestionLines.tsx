import type { ReactNode } from 'react';
import type { FilePlan, OpenQuestion } from '../ingest/own/plan.ts';
import { Button } from '../ui/Button.tsx';
import { guessOf, middleCut } from './fileView.ts';
import { answerKey } from './ownFilesState.ts';
import styles from './QuestionLines.module.css';

interface QuestionLinesProps {
  readonly questions: readonly OpenQuestion[];
  readonly plans: readonly FilePlan[];
  readonly onAgree: (question: OpenQuestion) => void;
  /** Goes to the field the question is about. */
  readonly onShow?: (question: OpenQuestion) => void;
}

/** What only the person can know, each with the way to answer it. */
export function QuestionLines({ questions, plans, onAgree, onShow }: QuestionLinesProps) {
  if (questions.length === 0) return null;
  const agreement = (question: OpenQuestion, draw: (words: string) => ReactNode) => {
    const plan = plans.find(({ path }) => path === question.path);
    const words = plan === undefined ? null : guessOf(question, plan);
    return words === null ? null : draw(words);
  };
  return (
    <ul className={styles.list}>
      {questions.map((question) => (
        <li key={`${answerKey(question)}\n${question.sentence}`} className={styles.line}>
          <span className={styles.sentence}>
            {question.needed && <strong>Needed: </strong>}
            {onShow !== undefined && `${middleCut(question.path)}: `}
            {question.sentence}
          </span>
          {onShow !== undefined && (
            <Button look="text" onPress={() => onShow(question)} aria-label={`Show: ${question.sentence}`}>
              Show
            </Button>
          )}
          {agreement(question, (words) => (
            <Button look="text" onPress={() => onAgree(question)}>
              Yes: {words}
            </Button>
          ))}
        </li>
      ))}
    </ul>
  );
}
