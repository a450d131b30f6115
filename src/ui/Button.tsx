import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  /** `framed` stands alone, `strong` is the one to press, `text` reads as a link inside a line. */
  readonly look?: 'framed' | 'strong' | 'text';
}

export function Button({ look = 'framed', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`${styles.button} ${styles[look]}`} />;
}
