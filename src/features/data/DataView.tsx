import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import type { Facts } from '../../model/queries/facts.ts';
import { martSizesQuery, martTimesQuery } from '../../model/queries/martFacts.ts';
import { martTables } from '../../model/tables.ts';
import { useRows } from '../../queries/useRows.ts';
import { Button } from '../../ui/Button.tsx';
import { RetryButton } from '../../ui/RetryButton.tsx';
import headlineStyles from '../../ui/headline.module.css';
import { Notice } from '../../ui/Notice.tsx';
import { type HistoryMode, linkOf } from '../../url/useViewState.ts';
import type { ViewState } from '../../url/viewState.ts';
import { AboutDataset } from './AboutDataset.tsx';
import { Console } from './Console.tsx';
import type { DatasetInfo } from './datasetInfo.ts';
import { headline } from './datasetView.ts';
import styles from './DataView.module.css';
import { DbtExposure } from './DbtExposure.tsx';
import { ExampleList } from './ExampleList.tsx';
import { LoadReport } from './LoadReport.tsx';
import { NoConsole } from './NoConsole.tsx';
import { SchemaList } from './SchemaList.tsx';
import { Section } from './Section.tsx';
import { goTo, headingId, type SectionId, sections } from './sections.ts';
import type { EditorHandle } from './SqlEditor.tsx';
import { useConsole } from './useConsole.ts';

interface DataViewProps {
  readonly state: ViewState;
  readonly facts: Facts;
  readonly dataset: DatasetInfo;
  /** The part that is to be shown first; taken away once it is. */
  readonly wantedRef?: { current: SectionId | null };
  /** How this data is made a dataset for everybody; null while it cannot be. */
  readonly publish: ReactNode;
  readonly onState: (patch: Partial<ViewState>, mode?: HistoryMode) => void;
}

const sizesOfMarts = martSizesQuery();
const timesInMarts = martTimesQuery();

const noPublishing =
  'The page makes no files of a database server’s tables, and opens no files of your own beside it. “npm run dataset” makes a dataset of the shop’s files that needs no server.';

/** What the data is, what the load found, and a console to ask it anything. */
export function DataView({ state, facts, dataset, wantedRef, publish, onState }: DataViewProps) {
  const sizes = useRows(sizesOfMarts);
  const times = useRows(timesInMarts);
  const console = useConsole(state.sql, onState);
  const editor = useRef<EditorHandle>(null);
  const failed = sizes.error !== null && sizes.rows === undefined ? sizes : times.rows === undefined ? times : null;

  // A link with a statement is about the console.
  const startAt = useEffectEvent(() => {
    const section = wantedRef?.current ?? (state.sql === null ? null : 'console');
    if (wantedRef !== undefined) wantedRef.current = null;
    if (section !== null) goTo(section);
  });
  useEffect(() => startAt(), []);

  const insert = (name: string) => {
    if (editor.current === null) console.write(`${console.text} ${name}`);
    else editor.current.insert(name);
  };
  const write = (statement: string) => {
    console.write(statement);
    goTo('console');
  };
  const run = (statement: string) => {
    console.run(statement);
    goTo('console');
  };

  return (
    <div className={styles.view}>
      <h1 className={`${headlineStyles.headline} ${styles.headline}`}>{headline(dataset, facts)}</h1>
      <nav aria-label="Parts of this view" className={styles.sections}>
        {sections
          .filter(({ id }) => dataset.server === undefined || id !== 'examples')
          .map(({ id, title }) => (
            <a
              key={id}
              href={`#${headingId(id)}`}
              onClick={(event) => {
                // A place on the page is no part of the link.
                event.preventDefault();
                goTo(id);
              }}
            >
              {title}
            </a>
          ))}
        <Button look="text" onPress={() => onState({ sessions: [] })}>
          Sessions behind the filters
        </Button>
      </nav>
      {failed?.error != null && (
        <Notice tone="loss" action={<RetryButton onRetry={failed.retry} />}>
          {failed.error.message}
        </Notice>
      )}
      <AboutDataset dataset={dataset} times={times.rows} />
      <LoadReport dataset={dataset} link={linkOf(state)} sizes={sizes.rows} times={times.rows} />
      {dataset.server !== undefined && <NoConsole statement={state.sql} />}
      {dataset.server !== undefined && <SchemaList sizes={sizes.rows} editor={null} />}
      {dataset.server === undefined && (
        <div className={styles.workbench}>
          <Console
            console={console}
            editor={editor}
            subject={{
              dataset: dataset.id,
              dataVersion: dataset.dataVersion,
              linkTo: (statement) => linkOf({ ...state, sql: statement }),
            }}
          />
          <div className={styles.schema}>
            <SchemaList sizes={sizes.rows} editor={{ onInsert: insert, onWrite: write }} />
          </div>
        </div>
      )}
      {dataset.server === undefined && <ExampleList onWrite={write} onRun={run} />}
      <Section id="publish" subtitle="as files that anybody can open">
        {dataset.server === undefined ? publish : <p className={styles.quiet}>{noPublishing}</p>}
      </Section>
      <DbtExposure
        datasetId={dataset.id}
        title={dataset.title}
        url={linkOf(state)}
        models={dataset.server === undefined ? dataset.loaded.map(({ table }) => table) : Object.keys(martTables)}
      />
    </div>
  );
}
