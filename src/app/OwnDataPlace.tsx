import { lazy, Suspense, useEffect, useState } from 'react';
import type { OwnDataTools } from '../ownData/ownDataTools.ts';
import type { useOwnData } from './useOwnData.ts';

const OwnDataScreen = lazy(async () => ({ default: (await import('../ownData/OwnDataScreen.tsx')).OwnDataScreen }));

/** The screen for a person's own files, fetched when it is first asked for; closed, it keeps what was said. */
export function OwnDataPlace({ own }: { own: ReturnType<typeof useOwnData> }) {
  const tools = useTools(own.isOpen);
  if (tools === null) return null;
  return (
    <Suspense fallback={null}>
      <OwnDataScreen
        key={own.round}
        tools={tools}
        isOpen={own.isOpen}
        wanted={own.wanted}
        onOpen={(delivery, isKept) => void own.open(delivery, isKept)}
        onOpenKept={own.openKept}
        onClose={own.close}
        opening={own.failure === null ? null : { sentence: own.failure }}
      />
    </Suspense>
  );
}

/** Null until they are wanted. The engine that tries files is ended with the screen: it takes as much memory as the other one. */
function useTools(isWanted: boolean): OwnDataTools | null {
  const [tools, setTools] = useState<(OwnDataTools & { readonly close: () => void }) | null>(null);
  useEffect(() => {
    if (isWanted && tools === null) {
      void import('./ownDataTools.ts').then(({ ownDataTools }) => setTools(ownDataTools()));
    }
    if (!isWanted) tools?.close();
  }, [isWanted, tools]);
  return tools;
}
