import type { Day, Grain } from '../../model/filters.ts';
import { fits } from '../../model/grain.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';

interface GrainSwitchProps {
  readonly grain: Grain | 'auto';
  /** The days on screen: a grain that would cut them into too many buckets is not offered. */
  readonly days: { readonly from: Day; readonly to: Day };
  readonly onChange: (grain: Grain | 'auto') => void;
}

const labels = { auto: 'Auto', hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' } as const;

/** The length of the stretches in a chart over time. */
export function GrainSwitch({ grain, days: { from, to }, onChange }: GrainSwitchProps) {
  const segments = (Object.keys(labels) as (Grain | 'auto')[]).map((id) => ({
    id,
    label: labels[id],
    isDisabled: id !== 'auto' && id !== grain && !fits(id, from, to),
  }));
  return <SegmentedControl label="By" segments={segments} value={grain} onChange={onChange} />;
}
