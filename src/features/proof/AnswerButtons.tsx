import { copyText } from '../../exports/copyText.ts';
import { csvFile } from '../../exports/csv.ts';
import { download } from '../../exports/download.ts';
import { markdownText } from '../../exports/markdown.ts';
import { parquetFile } from '../../exports/parquet.ts';
import type { Answer } from '../../queries/useAnswer.ts';
import { Button } from '../../ui/Button.tsx';
import type { PanelStatement, PanelSubject } from '../../ui/panelTools.ts';
import { cutText } from './answerText.ts';
import { panelFileName, rowsAbout } from './panelAbout.ts';
import styles from './PanelSheet.module.css';
import type { PanelSource } from './panelSource.ts';
import { SaidLine } from '../../ui/SaidLine.tsx';
import { useDoing } from '../../ui/useDoing.ts';

interface AnswerButtonsProps {
  /** Null until there is one. */
  readonly answer: Answer | null;
  readonly statement: PanelStatement;
  readonly panel: PanelSubject;
  readonly source: PanelSource;
}

/** The rows of an answer as files and as a table to paste; each says what it is of. */
export function AnswerButtons({ answer, statement, panel, source }: AnswerButtonsProps) {
  const { doing, said, run } = useDoing();
  const isDisabled = answer === null;
  const about = rowsAbout(panel, statement, source, answer === null ? [] : cutText(answer));
  const save = (extension: 'csv' | 'parquet', write: (table: Answer) => Blob | Promise<Blob>) =>
    void run('Writing …', async () => {
      if (answer === null) throw new Error('There are no rows yet.');
      const name = panelFileName(panel, source, extension, statement);
      download(name, await write(answer));
      return { tone: 'done', sentence: `Saved as ${name}.` };
    });
  const copy = () =>
    void run('Copying …', async () => {
      if (answer === null) throw new Error('There are no rows yet.');
      if (await copyText(markdownText(answer, about))) return { tone: 'done', sentence: 'The table is copied.' };
      throw new Error('This browser does not let the page copy. Download the CSV instead.');
    });
  return (
    <>
      <div className={styles.buttons}>
        <Button isDisabled={isDisabled} onPress={() => save('csv', (table) => csvFile(table, about))}>
          CSV
        </Button>
        <Button isDisabled={isDisabled} onPress={() => save('parquet', (table) => parquetFile(table, about))}>
          Parquet
        </Button>
        <Button isDisabled={isDisabled} onPress={copy}>
          Copy as Markdown table
        </Button>
      </div>
      <SaidLine doing={doing} said={said} />
    </>
  );
}
