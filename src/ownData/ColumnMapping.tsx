import type { FileLook, FilePlan } from '../ingest/own/plan.ts';
import type { RawTable } from '../model/tables.ts';
import { CountField } from '../ui/CountField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import styles from './ColumnMapping.module.css';
import fields from './FileFields.module.css';
import { samplesOf } from './fileView.ts';
import { fillable, lacking, usualGap, withColumn, withMinutes } from './planEdits.ts';

interface ColumnMappingProps {
  readonly look: FileLook;
  readonly plan: FilePlan;
  readonly table: RawTable;
  readonly onPlan: (plan: FilePlan) => void;
}

const none = '';
const mostMinutes = 1440;

/** What each column of the table is filled from, with what stands there. */
export function ColumnMapping({ look, plan, table, onPlan }: ColumnMappingProps) {
  const options = [
    { value: none, label: '— not in this file —' },
    ...look.columns.map(({ name }, index) => ({ value: name, label: name === '' ? `column ${index + 1}` : name })),
  ];
  const lacks = lacking(plan);
  const unread = look.columns.filter(({ name }) => !Object.values(plan.columns).includes(name));
  return (
    <section className={fields.part} aria-label="What the columns mean">
      <h3 className={fields.title}>What the columns mean</h3>
      <ul className={styles.columns} data-focus="columns">
        {fillable(table).map(([name, column]) => {
          const chosen = plan.columns[name];
          const isNeeded = column.required === true && !(name === 'session_id' && plan.gapMinutes !== null);
          return (
            <li key={name} className={styles.column}>
              <div className={styles.meaning}>
                <span className={styles.name}>
                  {name}
                  {isNeeded && (
                    <span className={styles.needed} data-open={chosen === undefined || undefined}>
                      {' '}
                      needed
                    </span>
                  )}
                </span>
                <span className={styles.means}>
                  {column.means}
                  {column.personal === true && ' Personal: it is never published.'}
                </span>
              </div>
              <SelectField
                label={`Column for ${name}`}
                isLabelHidden
                isAsking={lacks.some((each) => each.split(' or ').includes(name))}
                options={options}
                value={chosen ?? none}
                onChange={(value) => onPlan(withColumn(plan, name, value === none ? null : value))}
              />
              <span className={styles.samples}>{samplesOf(look, chosen)}</span>
            </li>
          );
        })}
      </ul>
      {table === 'events' && plan.columns['session_id'] === undefined && (
        <div className={fields.inline} data-focus="gap">
          No session id: a user’s session ends after
          <CountField
            label="Minutes without an event that end a session"
            value={plan.gapMinutes ?? usualGap}
            least={1}
            most={mostMinutes}
            onChange={(minutes) => onPlan(withMinutes(plan, minutes))}
          />
          minutes without an event.
        </div>
      )}
      {unread.length > 0 && (
        <details className={fields.fold}>
          <summary>
            {unread.length === 1 ? 'One column of the file is' : `${unread.length} columns of the file are`} not used
          </summary>
          <p className={styles.unread}>{unread.map(({ name }) => name).join(', ')}</p>
        </details>
      )}
    </section>
  );
}
