import { History, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useSqlHistory } from '../../state/sqlHistory.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './PastStatements.module.css';

const longestLine = 140;

/** Statements that were run in this browser: each can go back into the editor, or away. */
export function PastStatements({ onTake }: { onTake: (statement: string) => void }) {
  const { past, forget, forgetAll } = useSqlHistory();
  const [isOpen, open] = useState(false);
  const listId = useId();
  if (past.length === 0) return null;
  return (
    <>
      <Button aria-expanded={isOpen} {...(isOpen ? { 'aria-controls': listId } : {})} onPress={() => open(!isOpen)}>
        <History aria-hidden="true" size={15} />
        History ({past.length})
      </Button>
      {isOpen && (
        <div id={listId} className={styles.past}>
          <p className={styles.kept}>
            The last {past.length === 1 ? 'statement' : `${past.length} statements`} run here. They are kept in this
            browser only.{' '}
            <Button look="text" onPress={forgetAll}>
              Delete all
            </Button>
          </p>
          <ul aria-label="Statements that were run">
            {past.map((statement) => (
              <li key={statement}>
                <button type="button" title={statement} onClick={() => onTake(statement)}>
                  {oneLine(statement)}
                </button>
                <IconButton look="bare" label={`Delete “${oneLine(statement)}”`} onPress={() => forget(statement)}>
                  <Trash2 aria-hidden="true" size={14} />
                </IconButton>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function oneLine(statement: string): string {
  const line = statement.replace(/\s+/g, ' ').trim();
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
}
