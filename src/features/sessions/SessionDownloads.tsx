import { sessionListQuery } from '../../model/queries/sessionList.ts';
import { mostFileRows, useAllRows } from '../../queries/allRows.ts';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import { SaidLine } from '../../ui/SaidLine.tsx';
import { useDoing } from '../../ui/useDoing.ts';
import { sessionsAbout, sessionsFileName, sessionsTable } from './sessionsFile.ts';
import styles from './SessionsSheet.module.css';

interface SessionDownloadsProps {
  readonly source: Parameters<typeof sessionsAbout>[0];
}

/** The whole list as a file, in the order on screen. */
export function SessionDownloads({ source }: SessionDownloadsProps) {
  const allRows = useAllRows();
  const { doing, said, run } = useDoing();
  const { list, sort, total } = source;
  const isCut = total.sessions > mostFileRows;

  const save = (extension: 'csv' | 'parquet') =>
    void run('Preparing the file …', async () => {
      if (allRows === null) throw new Error('There are no rows yet.');
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
      return { tone: 'done', sentence: `Saved as ${name}.` };
    });

  const isDisabled = allRows === null;
  const before = isCut ? `A file holds the first ${count(mostFileRows)} of them.` : null;
  return (
    <div className={styles.downloads}>
      <Button isDisabled={isDisabled} aria-label="Download these sessions as CSV" onPress={() => save('csv')}>
        CSV
      </Button>
      <Button isDisabled={isDisabled} aria-label="Download these sessions as Parquet" onPress={() => save('parquet')}>
        Parquet
      </Button>
      <SaidLine doing={doing ?? (said === null ? before : null)} said={said} />
    </div>
  );
}
