import type { Engine, MortalEngine } from '../engine/engine.ts';
import { inspectFile } from '../ingest/own/inspectFile.ts';
import { trialLoad } from '../ingest/own/trialLoad.ts';
import { canKeep, keptDatasets, removeKept, sweepUnfinished } from '../ownData/keep/keptFiles.ts';
import { rememberedPlan, rememberPlan } from '../ownData/keep/rememberedPlans.ts';
import type { OwnDataTools } from '../ownData/ownDataTools.ts';

/** What the screen for a person's own files works with, and how to end it: it tries files in an engine of its own. */
export function ownDataTools(): OwnDataTools & { readonly close: () => void } {
  const scratch = scratchEngine();
  return {
    inspect: (file, csv) => inspectFile(file, { parquetHead }, csv),
    trial: async (file, plan, how) => trialLoad(await scratch.engine(), file, plan, how),
    rememberedPlan,
    rememberPlan,
    kept: { list: keptNow, remove: removeKept, canKeep: canKeep() },
    close: scratch.close,
  };
}

/** What is kept, after what a closed tab left unfinished is taken away. */
async function keptNow() {
  await sweepUnfinished();
  return keptDatasets();
}

async function parquetHead(blob: Blob, rows: number) {
  const reader = await import('../engine/parquet.ts');
  return reader.parquetHead(blob, rows);
}

/** One engine for all trials, started by the first; one that died is replaced by the next trial. */
function scratchEngine(): { readonly engine: () => Promise<Engine>; readonly close: () => void } {
  let opened: Promise<MortalEngine> | null = null;
  const start = async () => {
    const { openWasmEngine } = await import('../engine/wasm.ts');
    return openWasmEngine();
  };
  const forget = (gone: Promise<MortalEngine>) => {
    if (opened === gone) opened = null;
  };
  return {
    engine: () => {
      if (opened !== null) return opened;
      const starting = start();
      opened = starting;
      starting.then(
        (engine) => void engine.lost.then(() => forget(starting)),
        () => forget(starting),
      );
      return starting;
    },
    close: () => {
      opened?.then(
        (engine) => engine.close(),
        () => undefined,
      );
      opened = null;
    },
  };
}
