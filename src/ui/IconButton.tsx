import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './IconButton.module.css';

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  /** What pressing does, for those who do not see the icon. */
  readonly label: string;
  readonly look?: 'framed' | 'bare';
  readonly children: ReactNode;
}

export function IconButton({ label, look = 'framed', children, ...props }: IconButtonProps) {
  return (
    <AriaButton {...props} aria-label={label} className={`${styles.button} ${styles[look]}`}>
      {children}
    </AriaButton>
  );
}
