import { StripShape } from '../../charts/EventStrip.tsx';
import { steps } from '../../model/steps.ts';
import styles from './SessionsSheet.module.css';

/** Which shape is which step. */
export function StepLegend({ hasOthers }: { readonly hasOthers: boolean }) {
  return (
    <ul className={styles.legend} aria-label="Shapes">
      {steps.map(({ id, position, label }) => (
        <li key={id}>
          <StripShape position={position} />
          {label}
          {id === 'package_shipped' && ', later'}
        </li>
      ))}
      {hasOthers && (
        <li>
          <StripShape position={0} />
          Other event
        </li>
      )}
    </ul>
  );
}
