import type { LoadProgress } from './datasetStore.ts';

/** One line of the loading screen. */
export interface LoadStep {
  readonly label: string;
  readonly state: 'waiting' | 'running' | 'done';
  /** What is being done, with amounts. */
  readonly detail: string;
  /** 0..1; null when nobody knows the total. */
  readonly share: number | null;
}

const order = ['files', 'tables', 'checks', 'marts'] as const;
const labels = { files: 'Files', tables: 'Tables', checks: 'Checks', marts: 'Sessions and products' } as const;

/** Bytes as text, `12.0 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function engineStep({ engine, data }: LoadProgress): LoadStep {
  const label = 'Database engine';
  if (data !== null) return { label, state: 'done', detail: 'ready', share: 1 };
  if (engine === null) return { label, state: 'running', detail: 'starting', share: null };
  const { loaded, total } = engine;
  if (total === null) return { label, state: 'running', detail: megabytes(loaded), share: null };
  return { label, state: 'running', detail: `${megabytes(loaded)} of ${megabytes(total)}`, share: loaded / total };
}

/** The way from nothing to the first number, and where on it we are. */
export function loadSteps(progress: LoadProgress): readonly LoadStep[] {
  const { data } = progress;
  const at = data === null ? -1 : order.indexOf(data.step);
  const rest = order.map((step, index): LoadStep => {
    const label = labels[step];
    if (data === null || index > at) return { label, state: 'waiting', detail: '', share: null };
    if (index < at || (data.total > 0 && data.done === data.total))
      return { label, state: 'done', detail: 'done', share: 1 };
    const what = data.file === null ? '' : ` · ${data.file}`;
    if (step === 'files') {
      const share = data.totalBytes === 0 ? null : Math.min(1, data.bytes / data.totalBytes);
      return {
        label,
        state: 'running',
        detail: `${megabytes(data.bytes)} of ${megabytes(data.totalBytes)}${what}`,
        share,
      };
    }
    const share = data.total === 0 ? null : data.done / data.total;
    return { label, state: 'running', detail: `${data.done} of ${data.total}${what}`, share };
  });
  return [engineStep(progress), ...rest];
}
