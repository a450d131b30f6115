import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './Tip.module.css';
import { overlayHome } from './overlayHome.ts';

export interface TipProps {
  /** The explanation: one sentence, or a few. */
  readonly text: string;
  /** Name of the button where `children` are not words. */
  readonly label?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Something that explains itself: on hover, on focus, and on a tap, which ordinary tooltips do not know. */
export function Tip({ text, label, className, children }: TipProps) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || trigger.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);

  return (
    <TooltipTrigger delay={250} closeDelay={150} isOpen={isOpen} onOpenChange={setOpen} shouldCloseOnPress={false}>
      <AriaButton
        ref={trigger}
        className={className ?? styles.word ?? ''}
        {...(label === undefined ? {} : { 'aria-label': label })}
        onPress={() => setOpen(true)}
      >
        {children}
      </AriaButton>
      <Tooltip {...overlayHome()} className={styles.bubble ?? ''} offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}
