import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import consoleStyles from './Console.module.css';
import { Section } from './Section.tsx';

/** In place of the console, where the page does not run what a person writes: why, and what a link brought for it. */
export function NoConsole({ statement }: { statement: string | null }) {
  const [said, say] = useState('');
  const copy = async (text: string) => {
    const { copyText } = await import('../../exports/copyText.ts');
    say((await copyText(text)) ? 'The statement is copied.' : 'This browser gives no way to the clipboard.');
  };
  return (
    <Section id="console" subtitle="not on a database server">
      <p className={consoleStyles.promise}>
        This page asks the server only the questions of its panels. Run your own statements with a client of the
        database, as a user who may only read; the tables are those below.
      </p>
      {statement !== null && (
        <>
          <p className={consoleStyles.promise}>
            The link brought this statement. It is written for DuckDB and was not run.
          </p>
          <pre className={consoleStyles.waiting}>{statement}</pre>
          <div className={consoleStyles.tools}>
            <Button onPress={() => void copy(statement)}>Copy the statement</Button>
            <p role="status" className={consoleStyles.keys}>
              {said}
            </p>
          </div>
        </>
      )}
    </Section>
  );
}
