import { type ComponentType, memo, useLayoutEffect, useRef, useState } from 'react';

type Call = (...given: never[]) => unknown;

/**
 * A picture that is drawn again only when what it shows changes. What it calls may be another function every time, as those of a
 * panel are that knows the newest filters: the newest one is called, and nothing is drawn again for it.
 */
export function steady<P extends object>(Picture: ComponentType<P>): ComponentType<P> {
  // A type of props that is not known yet cannot be told to be that of the same component, memoized.
  const Drawn = memo(Picture) as unknown as ComponentType<P>;
  return function Steady(props: P) {
    const newest = useRef(props);
    useLayoutEffect(() => {
      newest.current = props;
    });
    const [calls] = useState(() => new Map<string, Call>());
    const steadied = Object.entries(props).map(([name, value]) => {
      if (typeof value !== 'function') return [name, value] as const;
      const call = calls.get(name) ?? ((...given) => (newest.current as Record<string, Call>)[name]?.(...given));
      calls.set(name, call);
      return [name, call] as const;
    });
    return <Drawn {...(Object.fromEntries(steadied) as P)} />;
  };
}
