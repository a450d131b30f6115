import { type ComponentType, createElement, lazy, useState } from 'react';

/**
 * A part of the page in a file of its own, which is drawn at once where it has been fetched before. `lazy` alone would show its fallback
 * first, and React leaves a fallback on screen for a third of a second.
 */
export function fetchedPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | null = null;
  const loading = async () => (loaded = await load());
  const Later = lazy(async () => ({ default: await loading() }));
  function Part(props: Props) {
    // Chosen once: another component in its place would begin with an empty state.
    const [Chosen] = useState<ComponentType<Props>>(() => loaded ?? Later);
    return createElement(Chosen, props);
  }
  return Object.assign(Part, {
    /** Begins to fetch it. Where that fails, drawing it will tell. */
    fetch: (): void => {
      if (loaded === null) loading().catch(() => undefined);
    },
  });
}
