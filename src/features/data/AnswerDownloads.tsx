import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import styles from './AnswerDownloads.module.css';
import type { AnswerSubject } from './AnswerPanel.tsx';
import type { Answered } from './useStatement.ts';

interface AnswerDownloadsProps {
  readonly answered: Answered;
  readonly subject: AnswerSubject;
}

/** The rows on screen as a file, or for the clipboard; each says where it is from. */
export function AnswerDownloads({ answered, subject }: AnswerDownloadsProps) {
  const [said, say] = useState<string | null>(null);
  const { answer } = answered;
  const about = () => aboutOf(answered, subject);
  const name = async (extension: string) => {
    const { fileName } = await import('../../exports/fileName.ts');
    return fileName(['answer', subject.dataset], extension);
  };
  const save = async (extension: string, file: Promise<Blob>) => {
    const { download } = await import('../../exports/download.ts');
    const called = await name(extension);
    download(called, await file);
    say(`${called} was handed to the browser.`);
  };
  const told = (work: Promise<void>) => {
    say('Preparing …');
    work.catch((error: unknown) => say(error instanceof Error ? error.message : 'The file could not be made.'));
  };
  const csv = async () => (await import('../../exports/csv.ts')).csvFile(answer, about());
  const parquet = async () => (await import('../../exports/parquet.ts')).parquetFile(answer, about());
  const markdown = async () => {
    const [{ markdownText }, { copyText }] = await Promise.all([
      import('../../exports/markdown.ts'),
      import('../../exports/copyText.ts'),
    ]);
    const isCopied = await copyText(markdownText(answer, about()));
    say(isCopied ? 'The table is in the clipboard.' : 'This browser gives no way to the clipboard.');
  };
  return (
    <div className={styles.downloads} role="group" aria-label="Take the answer away">
      <Button onPress={() => told(save('csv', csv()))}>CSV</Button>
      <Button onPress={() => told(save('parquet', parquet()))}>Parquet</Button>
      <Button onPress={() => told(markdown())}>Copy as Markdown</Button>
      <span role="status" className={styles.said}>
        {said}
      </span>
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
