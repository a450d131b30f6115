import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import { SaidLine } from '../../ui/SaidLine.tsx';
import { useDoing } from '../../ui/useDoing.ts';
import styles from './AnswerDownloads.module.css';
import type { AnswerSubject } from './AnswerPanel.tsx';
import type { Answered } from './useStatement.ts';

interface AnswerDownloadsProps {
  readonly answered: Answered;
  readonly subject: AnswerSubject;
}

/** The rows on screen as a file, or for the clipboard; each says where it is from. */
export function AnswerDownloads({ answered, subject }: AnswerDownloadsProps) {
  const { doing, said, run } = useDoing();
  const { answer } = answered;
  const about = () => aboutOf(answered, subject);
  const save = (extension: string, file: () => Promise<Blob>) =>
    void run('Preparing …', async () => {
      const [{ download }, { fileName }] = await Promise.all([
        import('../../exports/download.ts'),
        import('../../exports/fileName.ts'),
      ]);
      const name = fileName(['answer', subject.dataset], extension);
      download(name, await file());
      return { tone: 'done', sentence: `${name} was handed to the browser.` };
    });
  const csv = async () => (await import('../../exports/csv.ts')).csvFile(answer, about());
  const parquet = async () => (await import('../../exports/parquet.ts')).parquetFile(answer, about());
  const copy = () =>
    void run('Preparing …', async () => {
      const [{ markdownText }, { copyText }] = await Promise.all([
        import('../../exports/markdown.ts'),
        import('../../exports/copyText.ts'),
      ]);
      if (await copyText(markdownText(answer, about())))
        return { tone: 'done', sentence: 'The table is in the clipboard.' };
      throw new Error('This browser gives no way to the clipboard.');
    });
  return (
    <div className={styles.downloads} role="group" aria-label="Take the answer away">
      <Button onPress={() => save('csv', csv)}>CSV</Button>
      <Button onPress={() => save('parquet', parquet)}>Parquet</Button>
      <Button onPress={copy}>Copy as Markdown</Button>
      <SaidLine doing={doing} said={said} />
    </div>
  );
}

function aboutOf({ text, answer: { rows, cut } }: Answered, { dataset, dataVersion, linkTo }: AnswerSubject) {
  return {
    title: 'Answer to a statement of the console',
    selection: 'The whole dataset, no filter of the page',
    dataset,
    dataVersion,
    link: linkTo(text),
    lines: [`Statement: ${text}`, ...(cut ? [`The first ${count(rows.length)} rows of more.`] : [])],
  };
}
