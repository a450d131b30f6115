import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { LinkAdapter } from './linkAdapter.ts';

/** What is known about the link besides its state; every reader of the link shares it. */
interface LinkNotices {
  /** The query string whose issues were dismissed. */
  readonly dismissed: string | null;
  readonly dismiss: (search: string) => void;
  /** Why the latest change was not made. */
  readonly refusal: string | null;
  readonly refuse: (reason: string | null) => void;
}

const LinkNoticesContext = createContext<LinkNotices | null>(null);

/** Connects everything inside to the address bar. One per page. */
export function LinkProvider({ children }: { readonly children: ReactNode }) {
  const [dismissed, dismiss] = useState<string | null>(null);
  const [refusal, refuse] = useState<string | null>(null);
  const notices = useMemo(() => ({ dismissed, dismiss, refusal, refuse }), [dismissed, refusal]);
  return (
    <LinkAdapter>
      <LinkNoticesContext value={notices}>{children}</LinkNoticesContext>
    </LinkAdapter>
  );
}

/** The notices of the nearest provider. */
export function useLinkNotices(): LinkNotices {
  const notices = useContext(LinkNoticesContext);
  if (notices === null) throw new Error('The link is read below a LinkProvider only.');
  return notices;
}
