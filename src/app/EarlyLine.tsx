import { ComingLine } from './ComingLine.tsx';
import type { LoadProgress } from './datasetStore.ts';
import { loadSteps } from './loadSteps.ts';

/** Says that the page’s first numbers stand before the database does, and how far that is. */
export function EarlyLine({ progress }: { progress: LoadProgress }) {
  const step = loadSteps(progress).find(({ state }) => state === 'running');
  return (
    <ComingLine
      label="The database is on its way"
      title="Loading the database"
      detail={step === undefined ? '' : `${step.label.toLowerCase()} ${step.detail}`}
      share={step?.share ?? 0}
      more="These numbers came ready with the data. What you choose is answered as soon as it is here."
    />
  );
}
