import { useRef, useState } from 'react';
import { sessionListQuery } from '../../model/queries/sessionList.ts';
import { mostFileRows, useAllRows } from '../../queries/allRows.ts';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import { sessionsAbout, sessionsFileName, sessionsTable } from './sessionsFile.ts';
import styles from './SessionsSheet.module.css';

interface SessionDownloadsProps {
  readonly source: Parameters<typeof sessionsAbout>[0];
}

/** The whole list as a file, in the order on screen. */
export function SessionDownloads({ source }: SessionDownloadsProps) {
  const allRows = useAllRows();
  const [said, say] = useState<string | null>(null);
  // A button that is disabled loses the focus, and with it the keyboard its way out of the panel.
  const isBusy = useRef(false);
  const { list, sort, total } = source;
  const isCut = total.sessions > mostFileRows;

  const save = async (extension: 'csv' | 'parquet') => {
    if (allRows === null || isBusy.current) return;
    isBusy.current = true;
    say('Preparing the file …');
    try {
      const rows = await allRows(sessionListQuery(list, sort, { offset: 0, limit: mostFileRows }));
      const table = sessionsTable(rows);
      const about = sessionsAbout(source, mostFileRows);
      const [{ download }, file] = await Promise.all([
        import('../../exports/download.ts'),
        extension === 'csv'
          ? import('../../exports/csv.ts').then(({ csvFile }) => csvFile(table, about))
          : import('../../exports/parquet.ts').then(({ parquetFile }) => parquetFile(table, about)),
      ]);
      const name = sessionsFileName(source, extension);
      download(name, file);
      say(`Saved as ${name}.`);
    } catch (error) {
      say(error instanceof Error ? error.message : 'The file could not be made. Try again.');
    } finally {
      isBusy.current = false;
    }
  };

  const isDisabled = allRows === null;
  return (
    <div className={styles.downloads}>
      <Button isDisabled={isDisabled} aria-label="Download these sessions as CSV" onPress={() => void save('csv')}>
        CSV
      </Button>
      <Button
        isDisabled={isDisabled}
        aria-label="Download these sessions as Parquet"
        onPress={() => void save('parquet')}
      >
        Parquet
      </Button>
      <p className={styles.said} role="status">
        {said ?? (isCut ? `A file holds the first ${count(mostFileRows)} of them.` : null)}
      </p>
    </div>
  );
}
