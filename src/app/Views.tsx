import { lazy, Suspense } from 'react';
import { CountingSwitch } from '../features/filters/CountingSwitch.tsx';
import { FilterBar } from '../features/filters/FilterBar.tsx';
import { GrainSwitch } from '../features/filters/GrainSwitch.tsx';
import type { Manifest } from '../ingest/manifest.ts';
import { factsQuery, type Facts, type KnownValue, valuesQuery } from '../model/queries/facts.ts';
import { daysOf, resolve } from '../model/resolve.ts';
import { useRows } from '../queries/useRows.ts';
import { Notice } from '../ui/Notice.tsx';
import type { ViewLink } from '../url/useViewState.ts';
import styles from './Dashboard.module.css';
import { Notices } from './Notices.tsx';

const FunnelView = lazy(() =>
  import('../features/funnel/FunnelView.tsx').then((room) => ({ default: room.FunnelView })),
);

const facts = factsQuery();
const values = valuesQuery();

/** The filter bar and the chosen view, once the dataset has said what it holds. */
export function Views({ link, manifest }: { link: ViewLink; manifest: Manifest }) {
  const known = useRows(facts);
  const offered = useRows(values);
  const error = known.error ?? offered.error;
  const [fact] = known.rows ?? [];
  if (error !== null && fact === undefined) return <Notice tone="loss">{error.message}</Notice>;
  if (fact === undefined || offered.rows === undefined) return <div className={styles.waiting} aria-busy="true" />;
  return <ResolvedViews link={link} manifest={manifest} facts={fact} values={offered.rows} />;
}

interface ResolvedViewsProps {
  readonly link: ViewLink;
  readonly manifest: Manifest;
  readonly facts: Facts;
  readonly values: readonly KnownValue[];
}

function ResolvedViews({ link, manifest, facts: fact, values: offered }: ResolvedViewsProps) {
  const { state, change } = link;
  const { filters, issues } = resolve(state.filters, fact, offered);
  const days = daysOf(filters, fact);
  return (
    <>
      <Notices sentences={issues} />
      <FilterBar
        filters={filters}
        counting={state.counting}
        facts={fact}
        values={offered}
        onChange={(next, mode) => change({ filters: next }, mode)}
      />
      <Suspense fallback={<div className={styles.waiting} aria-busy="true" />}>
        <FunnelView
          filters={filters}
          counting={state.counting}
          grain={state.grain}
          facts={fact}
          currency={manifest.currency}
          onFilters={(next) => change({ filters: next })}
          switches={{
            counting: <CountingSwitch counting={state.counting} onChange={(counting) => change({ counting })} />,
            grain:
              days === null ? null : (
                <GrainSwitch grain={state.grain} days={days} onChange={(grain) => change({ grain })} />
              ),
          }}
        />
      </Suspense>
    </>
  );
}
