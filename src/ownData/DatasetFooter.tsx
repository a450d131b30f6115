import { useId } from 'react';
import type { FilePlan, OpenQuestion } from '../ingest/own/plan.ts';
import { Button } from '../ui/Button.tsx';
import { CheckField } from '../ui/CheckField.tsx';
import { ComboField } from '../ui/ComboField.tsx';
import { LineField } from '../ui/LineField.tsx';
import styles from './DatasetFooter.module.css';
import { QuestionLines } from './QuestionLines.tsx';
import { currencyOptions } from './standardNames.ts';

interface DatasetFooterProps {
  readonly title: string;
  readonly onTitle: (title: string) => void;
  readonly currency: string;
  readonly onCurrency: (currency: string) => void;
  readonly canKeep: boolean;
  readonly isKept: boolean;
  readonly onKept: (isKept: boolean) => void;
  readonly isRemembered: boolean;
  readonly onRemembered: (isRemembered: boolean) => void;
  /** What these files switch off, one sentence each. */
  readonly absent: readonly string[];
  /** Those without which nothing can be loaded. */
  readonly questions: readonly OpenQuestion[];
  /** The file that is open, where its questions stand anyway. */
  readonly selected: string | null;
  readonly plans: readonly FilePlan[];
  readonly onAgree: (question: OpenQuestion) => void;
  readonly onShow: (question: OpenQuestion) => void;
  /** Why the dashboard cannot be shown; null: it can. */
  readonly reason: string | null;
  readonly onOpen: () => void;
}

const currencies = currencyOptions();
const absentShown = 3;
const questionsShown = 2;

/** What holds for all files together, what is still open, and the way on. */
export function DatasetFooter(props: DatasetFooterProps) {
  const { title, currency, canKeep, isKept, isRemembered, absent, questions, selected, plans, reason } = props;
  const [first] = questions;
  const others = questions.filter(({ path }) => path !== selected);
  const reasonId = useId();
  return (
    <section className={styles.footer} aria-label="The dataset">
      <QuestionLines
        questions={others.slice(0, questionsShown)}
        plans={plans}
        onAgree={props.onAgree}
        onShow={props.onShow}
      />
      {others.length > questionsShown && (
        <p className={styles.more}>And {others.length - questionsShown} more questions of other files.</p>
      )}
      {absent.length > 0 && (
        <div className={styles.absent}>
          <ul aria-label="What these files switch off">
            {absent.slice(0, absentShown).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {absent.length > absentShown && (
            <details>
              <summary>{absent.length - absentShown} more</summary>
              <ul>
                {absent.slice(absentShown).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
      <div className={styles.row}>
        <div className={styles.title}>
          <LineField
            label="Title"
            value={title}
            longest={80}
            isInvalid={title.trim() === ''}
            onChange={props.onTitle}
          />
        </div>
        <div className={styles.currency}>
          <ComboField label="Currency of amounts" options={currencies} value={currency} onChange={props.onCurrency} />
        </div>
        <div className={styles.checks}>
          <CheckField
            label="Keep the files in this browser"
            isChecked={isKept && canKeep}
            isDisabled={!canKeep}
            onChange={props.onKept}
            hint={canKeep ? undefined : 'This browser keeps no files here; a private window may be why.'}
          />
          <CheckField label="Remember what the columns mean" isChecked={isRemembered} onChange={props.onRemembered} />
        </div>
        <div className={styles.go}>
          <p id={reasonId} className={styles.reason}>
            {reason}
          </p>
          {first !== undefined && (
            <Button look="text" onPress={() => props.onShow(first)}>
              Show what
            </Button>
          )}
          <Button look="strong" isDisabled={reason !== null} aria-describedby={reasonId} onPress={props.onOpen}>
            Show the dashboard
          </Button>
        </div>
      </div>
    </section>
  );
}
