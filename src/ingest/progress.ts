/** How far a load is: `done` of `total` files, tables, checks or marts. */
export interface Progress {
  readonly step: 'files' | 'tables' | 'checks' | 'marts';
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
  readonly totalBytes: number;
  /** The file or mart that comes next or was just received. */
  readonly file: string | null;
}

interface Sized {
  readonly file: string;
  readonly bytes: number;
}

/** Tells progress: steps as they come, bytes as they arrive. */
export class Teller {
  private readonly files: readonly Sized[];
  private readonly report: (progress: Progress) => void;
  private readonly received = new Map<Sized, number>();
  private last: Pick<Progress, 'step' | 'done' | 'total' | 'file'>;

  constructor(files: readonly Sized[], report: (progress: Progress) => void = () => undefined) {
    this.files = files;
    this.report = report;
    this.last = { step: 'files', done: 0, total: files.length, file: null };
    this.tell();
  }

  step(step: Progress['step'], done: number, total: number, file: string | null = null): void {
    this.last = { step, done, total, file };
    this.tell();
  }

  bytes(file: Sized, received: number): void {
    this.received.set(file, received);
    this.last = { ...this.last, file: file.file };
    this.tell();
  }

  private tell(): void {
    const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, number) => all + number, 0);
    this.report({
      ...this.last,
      bytes: sum(this.received.values()),
      totalBytes: sum(this.files.map((file) => file.bytes)),
    });
  }
}
