import { type SyntheticEvent, useState } from 'react';
import type { FilePlan } from '../ingest/own/plan.ts';
import { isStepId, steps } from '../model/steps.ts';
import { Button } from '../ui/Button.tsx';
import { LineField } from '../ui/LineField.tsx';
import { count } from '../ui/format.ts';
import { SelectField } from '../ui/SelectField.tsx';
import fields from './FileFields.module.css';
import { middleCut } from './fileView.ts';
import { stepFor, withStep } from './planEdits.ts';
import styles from './StepMapping.module.css';

interface StepMappingProps {
  readonly plan: FilePlan;
  /** Event types as delivered. */
  readonly types: readonly string[];
  /** Words of steps that may come later in the file. */
  readonly guessed: readonly string[];
  readonly isAsking: boolean;
  readonly onPlan: (plan: FilePlan) => void;
}

const noStep = '';
/** With more the column is hardly one of event types. */
const mostTypes = 60;
const options = [
  { value: noStep, label: 'No step' },
  ...steps.map(({ id, label }) => ({ value: id as string, label })),
];

/** Which step of the funnel each delivered event type is. */
export function StepMapping({ plan, types, guessed, isAsking, onPlan }: StepMappingProps) {
  const shown = types.slice(0, mostTypes);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const all = [...shown, ...added.filter((value) => !shown.includes(value))];
  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    const value = typed.trim();
    if (value !== '' && !all.includes(value)) setAdded([...added, value]);
    setTyped('');
  };
  return (
    <section className={fields.part} aria-label="Which event is which step">
      <h3 className={fields.title}>Which event is which step</h3>
      <p className={fields.hint}>An event that is no step still counts towards its session.</p>
      <ul className={styles.types} data-focus="steps">
        {all.map((value) => (
          <li key={value} className={styles.type}>
            <span className={styles.value} title={value}>
              {middleCut(value)}
            </span>
            <SelectField
              label={`Step of ${value}`}
              isLabelHidden
              isAsking={isAsking}
              options={options}
              value={stepFor(plan, value) ?? noStep}
              onChange={(step) => onPlan(withStep(plan, value, isStepId(step) ? step : null))}
            />
          </li>
        ))}
      </ul>
      {types.length > mostTypes && (
        <p className={fields.hint}>
          And {count(types.length - mostTypes)} more: look whether this column is the right one.
        </p>
      )}
      {guessed.length > 0 && (
        <p className={fields.hint}>
          If they come later in the file, these are taken for steps too: {guessed.join(', ')}.
        </p>
      )}
      <form className={styles.add} onSubmit={add}>
        <LineField label="An event type that comes later in the file" value={typed} longest={200} onChange={setTyped} />
        <Button type="submit" isDisabled={typed.trim() === ''}>
          Add
        </Button>
      </form>
    </section>
  );
}
