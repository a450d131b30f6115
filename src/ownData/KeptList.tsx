import { useEffect, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { byteSize, day } from '../ui/format.ts';
import styles from './KeptList.module.css';
import type { KeptDataset, OwnDataTools } from './ownDataTools.ts';

interface KeptListProps {
  readonly kept: OwnDataTools['kept'];
  readonly onOpen: (id: string) => void;
}

/** Files kept in this browser by an earlier visit: open them again, or remove them for good after a second press. */
export function KeptList({ kept, onOpen }: KeptListProps) {
  const [datasets, setDatasets] = useState<readonly KeptDataset[]>([]);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    const list = async () => {
      try {
        const found = await kept.list();
        if (!isOver) setDatasets(found);
      } catch (error) {
        if (!isOver) setProblem(`What is kept in this browser could not be listed. ${messageOf(error)}`);
      }
    };
    void list();
    return () => {
      isOver = true;
    };
  }, [kept]);

  const remove = async (id: string): Promise<void> => {
    setLeaving(null);
    try {
      await kept.remove(id);
      setDatasets(datasets.filter((dataset) => dataset.id !== id));
      setProblem(null);
    } catch (error) {
      setProblem(`It could not be removed. ${messageOf(error)}`);
    }
  };

  if (datasets.length === 0 && problem === null) return null;
  return (
    <section aria-label="Kept in this browser">
      <h2 className={styles.head}>Kept in this browser</h2>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <ul className={styles.list}>
        {datasets.map(({ id, title, files, keptAt }) => (
          <li key={id} className={styles.dataset}>
            <span className={styles.about}>
              <span className={styles.title} title={title}>
                {title}
              </span>
              <span className={styles.detail}>
                {files.length === 1 ? 'one file' : `${files.length} files`},{' '}
                {byteSize(files.reduce((sum, { bytes }) => sum + bytes, 0))}, since {day(keptAt)}
              </span>
            </span>
            {leaving === id ? (
              <span className={styles.ways}>
                <Button onPress={() => void remove(id)} aria-label={`Remove ${title} for good`}>
                  Remove for good
                </Button>
                {/* The button that was pressed is gone: its successor is where the keyboard goes on. */}
                {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
                <Button look="text" autoFocus onPress={() => setLeaving(null)}>
                  Keep it
                </Button>
              </span>
            ) : (
              <span className={styles.ways}>
                <Button onPress={() => onOpen(id)} aria-label={`Open ${title}`}>
                  Open
                </Button>
                <Button look="text" onPress={() => setLeaving(id)} aria-label={`Remove ${title}`}>
                  Remove
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
