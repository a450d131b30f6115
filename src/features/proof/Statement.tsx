import { copyText } from '../../exports/copyText.ts';
import { useAnswer } from '../../queries/useAnswer.ts';
import { useSqlHistory } from '../../state/sqlHistory.ts';
import { Button } from '../../ui/Button.tsx';
import type { PanelStatement, PanelSubject } from '../../ui/panelTools.ts';
import { queryOf, viewIn } from '../../url/useViewState.ts';
import { AnswerButtons } from './AnswerButtons.tsx';
import { AnswerLine } from './AnswerLine.tsx';
import { mostRows } from './answerText.ts';
import styles from './PanelSheet.module.css';
import type { PanelSource } from './panelSource.ts';
import { SaidLine } from '../../ui/SaidLine.tsx';
import { useDoing } from '../../ui/useDoing.ts';

interface StatementProps {
  readonly statement: PanelStatement;
  readonly panel: PanelSubject;
  readonly source: PanelSource;
  readonly onConsole: ((sql: string | null) => void) | null;
}

/** One statement: its text, what running it as it stands just gave, and its rows to take away. */
export function Statement({ statement, panel, source, onConsole }: StatementProps) {
  const { sql: text, scope } = statement;
  const asked = useAnswer(text, mostRows);
  const { doing, said, run } = useDoing();
  const fits = viewIn(queryOf({ ...source.state, view: 'data', sql: text })).sql === text;
  const write = useSqlHistory((kept) => kept.write);
  const open = () => {
    // Without a statement in the link the console shows what was written last.
    if (!fits) write({ text, over: null });
    onConsole?.(fits ? text : null);
  };
  const copy = async () =>
    (await copyText(text))
      ? ({ tone: 'done', sentence: 'The statement is copied.' } as const)
      : ({ tone: 'failed', sentence: 'This browser does not let the page copy. Mark the text and copy it.' } as const);
  return (
    <>
      {scope !== null && <p className={styles.selection}>{scope.text}</p>}
      {/* What scrolls has to be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.statement} role="group" aria-label="SQL" tabIndex={0}>
        <code>{text}</code>
      </pre>
      {onConsole === null && (
        <p className={styles.hint}>
          This is how DuckDB is asked. The database server is asked the same in words of its own.
        </p>
      )}
      <AnswerLine asked={asked} />
      <div className={styles.buttons}>
        <Button onPress={() => void run('Copying …', copy)}>Copy the statement</Button>
        {onConsole !== null && <Button onPress={open}>Open in the console</Button>}
      </div>
      {!fits && onConsole !== null && (
        <p className={styles.hint}>
          It is too long for a link: the console gets it in this browser only. To pass it on, copy it.
        </p>
      )}
      <SaidLine doing={doing} said={said} />
      <h3>Its rows</h3>
      <AnswerButtons answer={asked.answer ?? null} statement={statement} panel={panel} source={source} />
    </>
  );
}
