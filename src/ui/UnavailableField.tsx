import styles from './UnavailableField.module.css';
import { Tip } from './Tip.tsx';

/** A field that cannot be used, and the sentence that says why: a disabled button could not be asked. */
export function UnavailableField({ label, reason }: { readonly label: string; readonly reason: string }) {
  return (
    <Tip text={reason} className={styles.field}>
      <span>{label}</span> <span className={styles.value}>not available</span>
    </Tip>
  );
}
