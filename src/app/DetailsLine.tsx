import { ComingLine } from './ComingLine.tsx';
import type { LoadProgress } from './datasetStore.ts';
import { megabytes } from './loadSteps.ts';

/** Says that something on the page waits for the details of sessions, and how far they are; nothing otherwise. */
export function DetailsLine({ progress: { details } }: { progress: LoadProgress }) {
  if (details === null || details === undefined) return null;
  const { loaded, total } = details;
  return (
    <ComingLine
      label="Products and events are on their way"
      title="Loading products and single events"
      detail={`${megabytes(loaded)} of ${megabytes(total)}`}
      share={loaded / total}
      more="They come when something looks at them. What does not need them is there already."
    />
  );
}
