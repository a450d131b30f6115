import { Link } from 'react-aria-components';
import { JumpTip } from '../../ui/JumpTip.tsx';
import { numbersIn } from './findingsView.ts';
import styles from './LinkedNumbers.module.css';

interface LinkedNumbersProps {
  readonly sentence: string;
  /** The panel the numbers come from; null where it is in another view. */
  readonly panel: string | null;
  readonly onElsewhere?: () => void;
}

/** A sentence whose numbers lead to the panel they come from. */
export function LinkedNumbers({ sentence, panel, onElsewhere }: LinkedNumbersProps) {
  return numbersIn(sentence).map(({ text, isNumber }, index) => {
    // A piece is known by its place: the same number can come twice.
    const key = `${index} ${text}`;
    if (!isNumber) return <span key={key}>{text}</span>;
    if (panel !== null) {
      return (
        <JumpTip key={key} panel={panel} text={null} className={styles.number}>
          {text}
        </JumpTip>
      );
    }
    return (
      <Link key={key} className={styles.number ?? ''} {...(onElsewhere === undefined ? {} : { onPress: onElsewhere })}>
        {text}
      </Link>
    );
  });
}
