import { lazy, type RefObject, Suspense, useId } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AnswerPanel, type AnswerSubject } from './AnswerPanel.tsx';
import styles from './Console.module.css';
import { PastStatements } from './PastStatements.tsx';
import { Section } from './Section.tsx';
import type { EditorHandle } from './SqlEditor.tsx';
import { StatementStatus } from './StatementStatus.tsx';
import type { ConsoleState } from './useConsole.ts';

// The editor is the largest part of this page, and nothing else needs it.
const SqlEditor = lazy(() => import('./SqlEditor.tsx').then((room) => ({ default: room.SqlEditor })));

interface ConsoleProps {
  readonly console: ConsoleState;
  readonly editor: RefObject<EditorHandle | null>;
  /** What files of the answer say of themselves. */
  readonly subject: AnswerSubject;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** An editor for one statement, and its answer. It only reads. */
export function Console({ console, editor, subject }: ConsoleProps) {
  const { text, phase, answered, isFromLink, isTooLong, write, run, cancel } = console;
  const keysId = useId();
  const isBusy = phase.at === 'running' || phase.at === 'waiting';
  return (
    <Section
      id="console"
      subtitle="one statement over the marts of the whole dataset; the filters of the page do not apply"
    >
      <p className={styles.promise}>The console only reads. It changes no data, and no number of the dashboard.</p>
      {isFromLink && <Notice tone="note">From a link: read it, then press Run.</Notice>}
      <div className={styles.editor}>
        <Suspense fallback={<pre className={styles.waiting}>{text}</pre>}>
          <SqlEditor
            ref={editor}
            label="SQL statement"
            describedBy={keysId}
            value={text}
            onChange={write}
            onRun={() => run()}
          />
        </Suspense>
      </div>
      <div className={styles.tools}>
        <Button look="strong" onPress={() => run()}>
          Run
        </Button>
        <Button isDisabled={!isBusy} onPress={cancel}>
          Cancel
        </Button>
        <p id={keysId} className={styles.keys}>
          {isMac ? '⌘' : 'Ctrl'} + Enter runs. Tab leaves the editor; while suggestions are open, press Escape first.
        </p>
        <PastStatements onTake={write} />
      </div>
      {isTooLong && (
        <p className={styles.keys}>This statement is too long for a link: the link keeps the one before.</p>
      )}
      <StatementStatus
        phase={phase}
        answered={answered}
        onGoTo={({ line, column }) => editor.current?.goTo(line, column)}
      />
      {answered !== null && (
        <AnswerPanel
          key={`${answered.text} ${answered.answer.tookMs}`}
          answered={answered}
          isOld={isBusy || phase.at === 'failed' || phase.at === 'cancelled'}
          subject={subject}
        />
      )}
    </Section>
  );
}
