import type { OwnFile } from '../ingest/own/plan.ts';

/** More files than a person can look through. */
export const mostFiles = 500;

/** What was chosen or dropped, and sentences about what of it was not taken. */
export interface Chosen {
  readonly files: readonly OwnFile[];
  readonly notes: readonly string[];
}

/** A file or folder that was dropped, as the drop zone gives it. Other kinds, such as text, are passed over. */
export type Dropped =
  | { readonly kind: 'file'; readonly name: string; readonly getFile: () => Promise<File> }
  | { readonly kind: 'directory'; readonly name: string; readonly getEntries: () => AsyncIterable<Dropped> }
  | { readonly kind: 'text' };

/** Whether the system keeps the file for itself: its name or one of its folders begins with a dot, or a packer left it. */
function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db');
}

/** The files of a file dialog; those of a folder are called by their path in it. */
export function chosenOf(list: Iterable<File>): Chosen {
  return taken(
    Array.from(list, (blob) => ({
      // Not every browser knows folders.
      path: blob.webkitRelativePath || blob.name,
      blob,
    })),
    false,
  );
}

/** The files of a drop, also those inside of dropped folders. A file that vanished meanwhile is told. */
export async function droppedOf(items: Iterable<Dropped>): Promise<Chosen> {
  const found: OwnFile[] = [];
  const lost: string[] = [];
  let isCut = false;
  const walk = async (item: Dropped, folder: string): Promise<void> => {
    if (item.kind === 'text' || isCut) return;
    const path = `${folder}${item.name}`;
    if (item.kind === 'directory') {
      for await (const entry of item.getEntries()) await walk(entry, `${path}/`);
    } else if (found.length > mostFiles) {
      isCut = true;
    } else {
      await item.getFile().then(
        (blob) => found.push({ path, blob }),
        () => lost.push(`${path} could not be opened.`),
      );
    }
  };
  for (const item of items) await walk(item, '');
  const chosen = taken(found, isCut);
  return { files: chosen.files, notes: [...chosen.notes, ...lost.slice(0, 3)] };
}

/** `isCut`: there were more than were listed. */
function taken(all: readonly OwnFile[], isCut: boolean): Chosen {
  const shown = all.filter(({ path }) => !isHidden(path));
  const hidden = all.length - shown.length;
  const notes: string[] = [];
  if (shown.length > mostFiles || isCut) {
    notes.push(`Only the first ${mostFiles} files were taken: choose a smaller folder, or the files themselves.`);
  }
  if (hidden > 0) notes.push(hidden === 1 ? 'One hidden file was left out.' : `${hidden} hidden files were left out.`);
  return { files: shown.slice(0, mostFiles), notes };
}

/** A title for these files: the folder they came from, or else the name of the first. */
export function titleOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  const folder = first.split('/')[0] ?? '';
  const isOneFolder = first.includes('/') && paths.every((path) => path.startsWith(`${folder}/`));
  const name = isOneFolder ? folder : (first.split('/').at(-1) ?? '').replace(/(\.(csv|tsv|txt|parquet|gz))+$/i, '');
  return name
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .slice(0, 80);
}
