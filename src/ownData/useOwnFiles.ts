import { type Dispatch, useCallback, useEffect, useReducer, useRef } from 'react';
import type { FileLook, OwnFile, RefusedFile } from '../ingest/own/plan.ts';
import type { CsvReading } from '../ingest/reading.ts';
import type { Chosen } from './chosenFiles.ts';
import { type Change, changed, noFiles, type OwnFilesState, toLookAgain } from './ownFilesState.ts';
import type { OwnDataTools } from './ownDataTools.ts';

/** Files looked at together: their plans are suggested once for all of them. */
const atOnce = 8;

/** The chosen files, what is known about them, and what a person said; `add` takes more files. */
export function useOwnFiles(tools: OwnDataTools): {
  readonly state: OwnFilesState;
  readonly dispatch: Dispatch<Change>;
  readonly add: (chosen: Chosen) => void;
} {
  const [state, dispatch] = useReducer(changed, noFiles);
  const { files, now, looks } = state;
  const asked = useRef(new Set<string>());
  const { inspect, rememberedPlan } = tools;

  useEffect(() => {
    const waiting = now.paths.flatMap((path) => {
      const file = files[path];
      return file === undefined || looks[path] !== undefined ? [] : [file];
    });
    const first = waiting.slice(0, atOnce);
    if (first.length === 0) return;
    let isOver = false;
    const look = async () => {
      const found = await Promise.all(first.map((file) => looked(inspect, file)));
      if (!isOver) dispatch({ type: 'looked', looks: found, remembered: rememberedPlan });
    };
    void look();
    return () => {
      isOver = true;
    };
    // More files that come meanwhile make these be looked at once more, which is cheap and keeps the order.
  }, [files, now.paths, looks, inspect, rememberedPlan]);

  useEffect(() => {
    for (const plan of toLookAgain(state)) {
      const file = state.files[plan.path];
      const question = JSON.stringify([plan.path, plan.csv]);
      if (file === undefined || asked.current.has(question)) continue;
      asked.current.add(question);
      const look = async () => {
        const found = await looked(inspect, file, plan.csv);
        asked.current.delete(question);
        dispatch({ type: 'looked again', plan, look: found });
      };
      void look();
    }
  }, [state, inspect]);

  const add = useCallback((chosen: Chosen) => dispatch({ type: 'add', ...chosen }), []);
  return { state, dispatch, add };
}

/** Never rejects: what goes wrong is why the file cannot be used. */
async function looked(
  inspect: OwnDataTools['inspect'],
  file: OwnFile,
  csv: CsvReading | null = null,
): Promise<FileLook | RefusedFile> {
  try {
    return await (csv === null ? inspect(file) : inspect(file, csv));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { path: file.path, bytes: file.blob.size, sentence: `It could not be opened. ${why}` };
  }
}
