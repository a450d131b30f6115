import duckdbUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { holdLifeline } from './lifeline.ts';
import { takeStatements, type WorkerScope } from './statementWorker.ts';

takeStatements(globalThis as unknown as WorkerScope);

// By address and not by `import '…'`: the package calls itself free of side effects, so a bundler would drop the import.
holdLifeline(import(/* @vite-ignore */ duckdbUrl));
