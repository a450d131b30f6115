import { ChevronRight } from 'lucide-react';
import { useDeferredValue, useId, useState } from 'react';
import { firstRowsOf } from '../../model/examples.ts';
import type { MartSize } from '../../model/queries/martFacts.ts';
import { Button } from '../../ui/Button.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { count } from '../../ui/format.ts';
import { foundMarts, type MartView } from './schemaView.ts';
import styles from './SchemaList.module.css';
import { Section } from './Section.tsx';

interface SchemaListProps {
  /** Undefined until the engine has told. */
  readonly sizes: readonly MartSize[] | undefined;
  /** Writes into the editor; null where there is none. */
  readonly editor: SchemaEditor | null;
}

interface SchemaEditor {
  /** Puts a name where the cursor is. */
  readonly onInsert: (name: string) => void;
  /** Puts a whole statement there. */
  readonly onWrite: (statement: string) => void;
}

/** Every mart with its columns; a name goes into the editor by a press. */
export function SchemaList({ sizes, editor }: SchemaListProps) {
  const [search, find] = useState('');
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [inserted, setInserted] = useState<string | null>(null);
  const sought = useDeferredValue(search);
  const marts = foundMarts(sought);
  const writing = editor && {
    onInsert: (name: string) => {
      editor.onInsert(name);
      setInserted(name);
    },
    onWrite: editor.onWrite,
  };
  const toggle = (name: string) => {
    const next = new Set(opened);
    if (!next.delete(name)) next.add(name);
    setOpened(next);
  };
  return (
    <Section
      id="schema"
      subtitle={editor === null ? 'the tables and what their columns mean' : 'press a name to write it'}
    >
      <div className={styles.tools}>
        <FindField label="Find a column" value={search} onChange={find} />
        <span role="status" className={styles.inserted}>
          {inserted !== null && `“${inserted}” is in the editor.`}
        </span>
      </div>
      {marts.length === 0 && <p className={styles.none}>No mart or column says “{sought}”.</p>}
      <ul className={styles.marts} aria-label="Marts">
        {marts.map((mart) => (
          <Mart
            key={mart.name}
            mart={mart}
            rows={sizes?.find((size) => size.mart === mart.name)?.rows}
            // What was searched for is there to be seen.
            isOpen={sought.trim() !== '' || opened.has(mart.name)}
            onToggle={() => toggle(mart.name)}
            editor={writing}
          />
        ))}
      </ul>
    </Section>
  );
}

interface MartProps {
  readonly mart: MartView;
  readonly rows: number | undefined;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly editor: SchemaEditor | null;
}

function Mart({ mart: { name, means, key, columns }, rows, isOpen, onToggle, editor }: MartProps) {
  const bodyId = useId();
  return (
    <li>
      <h3 className={styles.name}>
        <button type="button" aria-expanded={isOpen} aria-controls={isOpen ? bodyId : undefined} onClick={onToggle}>
          <ChevronRight aria-hidden="true" size={14} />
          <code>{name}</code>
          <span className={styles.rows}>
            {rows === undefined ? '…' : `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`}
          </span>
        </button>
      </h3>
      {isOpen && (
        <div id={bodyId} className={styles.body}>
          <p>
            {means} {key !== null && `Unique by ${key}.`}
          </p>
          {editor !== null && (
            <p className={styles.uses}>
              <Button look="text" onPress={() => editor.onInsert(name)}>
                Write the name
              </Button>
              <Button look="text" onPress={() => editor.onWrite(firstRowsOf(name))}>
                Write a statement for its first rows
              </Button>
            </p>
          )}
          <ul className={styles.columns} aria-label={`Columns of ${name}`}>
            {columns.map((column) => (
              <li key={column.name}>
                {editor === null ? (
                  <code>{column.name}</code>
                ) : (
                  <button
                    type="button"
                    aria-label={`Write ${column.name}`}
                    onClick={() => editor.onInsert(column.name)}
                  >
                    <code>{column.name}</code>
                  </button>
                )}
                <span className={styles.type}>{column.type}</span>
                <span className={styles.means}>{column.means}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}
