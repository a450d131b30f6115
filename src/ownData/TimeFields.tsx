import type { FileLook, FilePlan } from '../ingest/own/plan.ts';
import { type TimeOrder, timeOrders } from '../ingest/reading.ts';
import type { RawTable } from '../model/tables.ts';
import { ComboField } from '../ui/ComboField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import fields from './FileFields.module.css';
import { hasZone, orderLabels, samplesOf } from './fileView.ts';
import { fillable, withTimes, withValues } from './planEdits.ts';
import { zoneOptions } from './standardNames.ts';

interface TimeFieldsProps {
  readonly look: FileLook;
  readonly plan: FilePlan;
  readonly table: RawTable;
  readonly asks: ReadonlySet<string>;
  readonly onPlan: (plan: FilePlan) => void;
}

const zones = zoneOptions();

function isTimeOrder(text: string): text is TimeOrder {
  return (timeOrders as readonly string[]).includes(text);
}

/** How times and numbers are written, where the table has such columns and the file fills them. */
export function TimeFields({ look, plan, table, asks, onPlan }: TimeFieldsProps) {
  const { times, decimal } = plan.values;
  const filled = fillable(table).filter(([name]) => plan.columns[name] !== undefined);
  const timed = filled.find(([, { type }]) => type === 'timestamp' || type === 'date');
  const hasNumbers = filled.some(([, { type }]) => type === 'number' || type === 'integer');
  // Parquet has times and numbers of its own; only where it has texts do these matter, and there they are right.
  if (timed === undefined && !hasNumbers) return null;
  const listed = zones.some(({ id }) => id === times.zone) ? zones : [{ id: times.zone, label: times.zone }, ...zones];
  const samples = timed === undefined ? '' : samplesOf(look, plan.columns[timed[0]]);
  return (
    <section className={fields.part} aria-label="How times and numbers are written">
      <h3 className={fields.title}>How times and numbers are written</h3>
      <div className={fields.fields}>
        {timed !== undefined && (
          <>
            <div data-focus="time-order">
              <SelectField
                label="Times"
                isAsking={asks.has('time-order')}
                options={timeOrders.map((value) => ({ value, label: orderLabels[value] }))}
                value={times.order}
                onChange={(order) => {
                  if (isTimeOrder(order)) onPlan(withTimes(plan, { order }));
                }}
                hint={samples === '' ? undefined : `In the file: ${samples}`}
              />
            </div>
            <div data-focus="zone">
              <ComboField
                label={hasZone(times.order) ? 'Time zone of times that name none' : 'Time zone: such numbers are UTC'}
                isAsking={asks.has('zone')}
                isDisabled={!hasZone(times.order)}
                options={listed}
                value={hasZone(times.order) ? times.zone : 'UTC'}
                onChange={(zone) => onPlan(withTimes(plan, { zone }))}
              />
            </div>
          </>
        )}
        {hasNumbers && (
          <div data-focus="decimal">
            <SelectField
              label="Decimal mark"
              isAsking={asks.has('decimal')}
              options={[
                { value: '.', label: 'Point: 12.50' },
                { value: ',', label: 'Comma: 12,50' },
              ]}
              value={decimal}
              onChange={(mark) => onPlan(withValues(plan, { decimal: mark === ',' ? ',' : '.' }))}
            />
          </div>
        )}
      </div>
    </section>
  );
}
