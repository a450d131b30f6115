import type { About, ExportTable } from '../../exports/table.ts';
import { Button } from '../../ui/Button.tsx';
import { SaidLine } from '../../ui/SaidLine.tsx';
import { useDoing } from '../../ui/useDoing.ts';
import styles from './LoadReport.module.css';

interface ReportDownloadProps {
  /** What pressing does. */
  readonly label: string;
  /** Parts of the file’s name. */
  readonly parts: readonly string[];
  readonly table: () => ExportTable;
  readonly about: () => About;
}

/** A part of the load report as a CSV file. */
export function ReportDownload({ label, parts, table, about }: ReportDownloadProps) {
  const { doing, said, run } = useDoing();
  const save = () =>
    void run('Preparing …', async () => {
      const [{ csvFile }, { download }, { fileName }] = await Promise.all([
        import('../../exports/csv.ts'),
        import('../../exports/download.ts'),
        import('../../exports/fileName.ts'),
      ]);
      const name = fileName(parts, 'csv');
      download(name, csvFile(table(), about()));
      return { tone: 'done', sentence: `${name} was handed to the browser.` };
    });
  return (
    <div className={styles.download}>
      <Button onPress={save}>{label}</Button>
      <SaidLine doing={doing} said={said} />
    </div>
  );
}
