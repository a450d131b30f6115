import { useEffect, useRef } from 'react';
import type { FileLook, FilePlan, OpenQuestion } from '../ingest/own/plan.ts';
import { Button } from '../ui/Button.tsx';
import { byteSize } from '../ui/format.ts';
import { ColumnMapping } from './ColumnMapping.tsx';
import styles from './FileDetail.module.css';
import { eventTypes, guessedTypes, middleCut, tableLabels } from './fileView.ts';
import { QuestionLines } from './QuestionLines.tsx';
import { ReadingFields } from './ReadingFields.tsx';
import { StepMapping } from './StepMapping.tsx';
import { TimeFields } from './TimeFields.tsx';
import { TrialPreview } from './TrialPreview.tsx';
import type { TrialState } from './useTrial.ts';

/** The field a question is about; each new one moves the focus there once. */
export interface Goal {
  readonly path: string;
  readonly about: OpenQuestion['about'];
}

interface FileDetailProps {
  readonly look: FileLook;
  readonly plan: FilePlan;
  /** Open ones about this file. */
  readonly questions: readonly OpenQuestion[];
  readonly misread: string | null;
  readonly trial: TrialState;
  /** Other files with the same columns. */
  readonly alike: number;
  readonly goal: Goal | null;
  readonly onPlan: (plan: FilePlan) => void;
  readonly onAgree: (question: OpenQuestion) => void;
  readonly onAlike: () => void;
  readonly onStartOver: () => void;
}

/** All that can be said about one file, and what comes of it. */
export function FileDetail(props: FileDetailProps) {
  const { look, plan, questions, misread, trial, alike, goal, onPlan, onAgree, onAlike, onStartOver } = props;
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    if (goal?.path === look.path) focusOn(root.current, goal.about);
  }, [goal, look.path]);
  const asks = new Set<OpenQuestion['about']>(questions.map(({ about }) => about));
  return (
    <section ref={root} className={styles.detail} aria-label={`How ${look.path} is read`}>
      <div className={styles.head}>
        <h2 className={styles.title} title={look.path}>
          {middleCut(look.path, 60)}
        </h2>
        <span className={styles.size}>
          {plan.table === null ? 'left out' : tableLabels[plan.table]} · {byteSize(look.bytes)}
        </span>
        <span className={styles.tools}>
          {alike > 0 && (
            <Button onPress={onAlike}>
              {alike === 1 ? 'Use for one more file alike' : `Use for ${alike} more files alike`}
            </Button>
          )}
          <Button onPress={onStartOver}>Start over for this file</Button>
        </span>
      </div>
      <QuestionLines questions={questions} plans={[plan]} onAgree={onAgree} />
      <ReadingFields
        key={look.path}
        look={look}
        plan={plan}
        misread={misread}
        isAsking={asks.has('encoding')}
        onPlan={onPlan}
      />
      {plan.table === null ? (
        <p className={styles.out}>This file is left out. Say in the list what it is, and it is used.</p>
      ) : (
        <>
          <ColumnMapping look={look} plan={plan} table={plan.table} onPlan={onPlan} />
          {plan.table === 'events' && plan.columns['event_type'] !== undefined && (
            <StepMapping
              key={`${look.path} steps`}
              plan={plan}
              types={eventTypes(look, plan, trial.trial)}
              guessed={guessedTypes(look, plan)}
              isAsking={asks.has('steps')}
              onPlan={onPlan}
            />
          )}
          <TimeFields look={look} plan={plan} table={plan.table} asks={asks} onPlan={onPlan} />
          <TrialPreview table={plan.table} state={trial} />
        </>
      )}
    </section>
  );
}

function focusOn(root: HTMLElement | null, about: OpenQuestion['about']): void {
  const place = root?.querySelector<HTMLElement>(`[data-focus="${about}"]`) ?? null;
  const asking = place?.querySelector<HTMLElement>('[data-asking]');
  const field = asking ?? place?.querySelector<HTMLElement>('select, input');
  const target = field ?? place;
  target?.scrollIntoView({ block: 'center' });
  target?.focus();
}
