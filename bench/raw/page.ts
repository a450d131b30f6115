import type { Row } from '../../src/engine/engine.ts';
import { openWasmEngine } from '../../src/engine/wasm.ts';
import { sql } from '../../src/sql/sql.ts';

/** Raw events in the engine of the dashboard, with nothing drawn. */
export interface RawPage {
  /** Loads the tables from Parquet files, each by its name. */
  readonly load: (folder: string, tables: readonly string[]) => Promise<void>;
  /** Runs the statements one after the other on a click: their rows, and the milliseconds until the next painted frame. */
  readonly ask: (statements: readonly string[]) => Promise<{ rows: (readonly Row[])[]; milliseconds: number }>;
}

declare global {
  interface Window {
    rawPage: Promise<RawPage>;
  }
}

window.rawPage = openWasmEngine().then((engine) => ({
  load: async (folder, tables) => {
    for (const table of tables) {
      const response = await fetch(`${folder}/${table}.parquet`);
      if (!response.ok) throw new Error(`${table} is not there.`);
      await engine.register(`${table}.parquet`, new Uint8Array(await response.arrayBuffer()));
      await engine.readParquet(table, `${table}.parquet`);
      await engine.unregister(`${table}.parquet`);
    }
    await engine.lock();
  },
  ask: async (statements) => {
    const clicked = performance.now();
    const rows: (readonly Row[])[] = [];
    for (const text of statements) rows.push(await engine.run(sql(Object.assign([text], { raw: [text] }))));
    await new Promise<void>((painted) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => painted());
        port1.start();
        port2.postMessage(null);
      }),
    );
    return { rows, milliseconds: performance.now() - clicked };
  },
}));
