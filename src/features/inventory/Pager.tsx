import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import styles from './Pager.module.css';

interface PagerProps {
  /** What is paged: “products”. */
  readonly noun: string;
  readonly total: number;
  readonly size: number;
  /** From 0. */
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** Which part of many rows is shown, and the way to the others. Nothing where one page holds all. */
export function Pager({ noun, total, size, page, onPage }: PagerProps) {
  if (total <= size) return null;
  return (
    <div className={styles.pager} role="group" aria-label={`Pages of ${noun}`}>
      <Button isDisabled={page === 0} onPress={() => onPage(page - 1)}>
        Previous
      </Button>
      <span aria-live="polite">
        {count(page * size + 1)} – {count(Math.min((page + 1) * size, total))} of {count(total)} {noun}
      </span>
      <Button isDisabled={(page + 1) * size >= total} onPress={() => onPage(page + 1)}>
        Next
      </Button>
    </div>
  );
}
