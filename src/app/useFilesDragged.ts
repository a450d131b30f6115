import { useEffect, useEffectEvent } from 'react';

/**
 * Calls `onFiles` when files are dragged over the page. Dropped beside their place they do nothing: a browser would leave the
 * page to show them. Null: the page takes no files.
 */
export function useFilesDragged(onFiles: (() => void) | null): void {
  const dragged = useEffectEvent((event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    if (event.type === 'dragenter') onFiles?.();
  });
  useEffect(() => {
    const listen = (event: DragEvent) => dragged(event);
    const types = ['dragenter', 'dragover', 'drop'] as const;
    for (const type of types) window.addEventListener(type, listen);
    return () => {
      for (const type of types) window.removeEventListener(type, listen);
    };
  }, []);
}
