import { byteSize } from '../../src/ingest/wording.ts';
import type { PrepareProgress } from './prepareDataset.ts';

/** Where a progress bar goes: a terminal, or a log without cursor. */
export interface ProgressTarget {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const doing: Readonly<Record<PrepareProgress['step'], string>> = {
  files: 'Reading',
  tables: 'Reading',
  checks: 'Checking',
  marts: 'Preparing',
  written: 'Writing',
  sent: 'Sending',
};

/** Shows how far a preparation is: one line that changes in a terminal, elsewhere one line for each step and file. */
export class ProgressLine {
  private readonly target: ProgressTarget;
  private last = '';

  constructor(target: ProgressTarget) {
    this.target = target;
  }

  show(progress: PrepareProgress): void {
    const { target } = this;
    const isNamed = progress.file !== null || progress.step === 'checks';
    if (target.isTTY !== true && !isNamed) return;
    const text = target.isTTY === true ? withBar(progress) : plain(progress);
    if (text === this.last) return;
    this.last = text;
    target.write(target.isTTY === true ? `\r\u001b[2K${text.slice(0, (target.columns ?? 80) - 1)}` : `${text}\n`);
  }

  /** Leaves the line, so that what follows stands below it. */
  end(): void {
    if (this.target.isTTY === true && this.last !== '') this.target.write('\r\u001b[2K');
  }
}

function plain({ step, file }: PrepareProgress): string {
  return file === null ? `${doing[step]} …` : `${doing[step]} ${file} …`;
}

const barWidth = 24;

function withBar(progress: PrepareProgress): string {
  const { step, done, total, bytes, totalBytes } = progress;
  const reads = step === 'files' || step === 'tables';
  const [part, whole] = reads ? [bytes, totalBytes] : [done, total];
  const share = whole === 0 ? 0 : Math.min(1, part / whole);
  const full = Math.round(share * barWidth);
  const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
  const read = reads ? ` ${byteSize(bytes)} of ${byteSize(totalBytes)}` : '';
  return `${bar} ${Math.round(share * 100)} %${read}  ${plain(progress)}`;
}
