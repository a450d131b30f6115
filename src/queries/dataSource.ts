import { createContext, useContext } from 'react';
import type { Engine } from '../engine/engine.ts';

/** Where answers come from: an engine that holds one dataset. */
export interface DataSource {
  /** Null while the engine starts or starts again: questions wait, answers on screen stay. */
  readonly engine: Pick<Engine, 'run' | 'ask'> | null;
  /** Identifies dataset and content; part of every key, so answers of another dataset are never shown. */
  readonly dataVersion: string;
}

const DataSourceContext = createContext<DataSource | null>(null);
export const DataSourceProvider = DataSourceContext.Provider;

/** The source of the nearest provider. */
export function useDataSource(): DataSource {
  const source = useContext(DataSourceContext);
  if (source === null) throw new Error('useDataSource needs a DataSourceProvider above it.');
  return source;
}

/** What identifies a dataset and its content in a `DataSource`. */
export function sourceVersion({ id, dataVersion }: { readonly id: string; readonly dataVersion: string }): string {
  return `${id} ${dataVersion}`;
}
