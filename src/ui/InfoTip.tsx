import { Info } from 'lucide-react';
import styles from './InfoTip.module.css';
import { Tip } from './Tip.tsx';

/** A small “i” that explains what stands beside it. */
export function InfoTip({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <Tip text={text} label={`What is “${label}”?`} className={styles.info}>
      <Info aria-hidden="true" size={14} />
    </Tip>
  );
}
