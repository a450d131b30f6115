import { useEffect, useRef, useState } from 'react';

/** What is said of the last thing that was pressed. */
export interface Said {
  readonly tone: 'done' | 'failed';
  readonly sentence: string;
}

/**
 * Runs one piece of work at a time and keeps what it said; work that rejects is told in its own words. Buttons stay enabled
 * meanwhile: one that is disabled loses the focus, and with it the keyboard its way out of the sheet.
 */
export function useDoing() {
  const [doing, setDoing] = useState<string | null>(null);
  const [said, say] = useState<Said | null>(null);
  const isGone = useRef(false);
  const isBusy = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const run = async (what: string, work: () => Promise<Said>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setDoing(what);
    say(null);
    const result = await work().catch((error: unknown): Said => ({
      tone: 'failed',
      sentence: error instanceof Error ? error.message : 'That did not work. Try again.',
    }));
    isBusy.current = false;
    if (isGone.current) return;
    setDoing(null);
    say(result);
  };
  return { doing, said, run };
}
