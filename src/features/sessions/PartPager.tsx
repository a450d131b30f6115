import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './SessionsSheet.module.css';

interface PartPagerProps {
  readonly label: string;
  /** Null where there is none. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

/** Which part of a very long list is on screen. */
export function PartPager({ label, onPrevious, onNext }: PartPagerProps) {
  return (
    <div className={styles.pager}>
      <IconButton label="Earlier part of the list" isDisabled={onPrevious === null} onPress={() => onPrevious?.()}>
        <ChevronLeft aria-hidden="true" size={16} />
      </IconButton>
      <span role="status">{label}</span>
      <IconButton label="Next part of the list" isDisabled={onNext === null} onPress={() => onNext?.()}>
        <ChevronRight aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}
