import type { ReactNode } from 'react';
import { Link, Tooltip, TooltipTrigger } from 'react-aria-components';
import { overlayHome } from './overlayHome.ts';
import { panelId } from './panelName.ts';
import styles from './Tip.module.css';

export interface JumpTipProps {
  /** The panel it leads to, by its name. */
  readonly panel: string;
  /** The explanation on hover and on focus; null for none. */
  readonly text: string | null;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Something in a sentence that leads to the panel it comes from, and explains itself on the way. */
export function JumpTip({ panel, text, className, children }: JumpTipProps) {
  const link = (
    <Link className={className ?? styles.word ?? ''} onPress={() => jumpTo(panel)}>
      {children}
    </Link>
  );
  if (text === null) return link;
  return (
    <TooltipTrigger delay={250} closeDelay={150}>
      {link}
      <Tooltip {...overlayHome()} className={styles.bubble ?? ''} offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** Brings a panel into sight and its heading into focus; the address stays as it is. */
function jumpTo(panel: string): void {
  const heading = document.getElementById(panelId(panel));
  if (heading === null) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  heading.closest('figure')?.scrollIntoView({ block: 'nearest', behavior: isCalm ? 'auto' : 'smooth' });
  heading.focus({ preventScroll: true });
}
