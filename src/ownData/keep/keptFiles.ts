import { canHash, sha256 } from '../../ingest/dataVersion.ts';
import { datasetIdPattern } from '../../ingest/manifest.ts';
import type { OwnDelivery, OwnFile } from '../../ingest/own/plan.ts';
import { byteSize } from '../../ui/format.ts';
import { type About, type KeptDataset, parseAbout } from './keptDataset.ts';

// own-data/                        a folder of the browser’s own file system for this site
//   <id>.kept                      names the folder that holds the dataset; written whole or not at all
//   <id>.unfinished-<random>/      the files 0, 1, …, and about.json, which is written last
//
// A folder counts only when a finished name points at it. Whatever else lies here was broken off and is swept away.
// Folders cannot be renamed in such a file system, so a finished one keeps the name it was begun with.

/** Why files could not be kept or opened again, in a sentence for the person on screen. */
class KeepError extends Error {
  override readonly name = 'KeepError';
}

const root = 'own-data';
const aboutFile = 'about.json';
const marker = /^([a-z0-9][a-z0-9_-]*)\.kept$/;
/** Held shared by whoever writes; who sweeps needs it alone, so that no half of another tab is taken for a leftover. */
const lockName = 'greenery own-data';

/** Whether this browser can keep files. It may still refuse when asked, as private windows do. */
export function canKeep(): boolean {
  const { storage, locks } = navigator as { readonly storage?: StorageManager; readonly locks?: LockManager };
  return (
    typeof storage?.getDirectory === 'function' &&
    locks !== undefined &&
    typeof FileSystemFileHandle === 'function' &&
    'createWritable' in FileSystemFileHandle.prototype &&
    canHash()
  );
}

/**
 * Keeps these files and their plans under `id`, in place of what was kept there. All of it or nothing: until the last moment
 * the earlier files stay. Rejects with KeepError, or with the signal's reason; the given files can be used on in either case.
 */
export async function keepDataset(id: string, delivery: OwnDelivery, signal?: AbortSignal): Promise<void> {
  if (!datasetIdPattern.test(id)) throw new KeepError(`“${id}” cannot be the id of a kept dataset.`);
  await inSentences('kept', async () => {
    const folder = await ownFolder();
    const isFirst = (await names(folder)).every((name) => !marker.test(name));
    // Asked once, when there is a reason. In some browsers a question to the person: what they answer changes nothing here.
    if (isFirst) void navigator.storage.persist().catch(() => false);
    await expectRoom(delivery.files);
    await navigator.locks.request(lockName, { mode: 'shared', ...(signal && { signal }) }, () =>
      write(folder, id, delivery, signal),
    );
  });
  await sweepUnfinished();
}

/** What is kept, the newest first. A damaged entry is among it and says so. Rejects with KeepError. */
export async function keptDatasets(): Promise<readonly KeptDataset[]> {
  if (!canKeep()) return [];
  return inSentences('read', async () => {
    const folder = await ownFolder();
    const ids = (await names(folder)).flatMap((name) => marker.exec(name)?.[1] ?? []);
    const found = await Promise.all(ids.map((id) => listed(folder, id)));
    return found.filter((each) => each !== null).toSorted((a, b) => b.keptAt.localeCompare(a.keptAt));
  });
}

/** The files and plans kept under `id`, checked against their hashes; null when none are. Rejects with KeepError. */
export async function openKept(id: string): Promise<OwnDelivery | null> {
  if (!canKeep() || !datasetIdPattern.test(id)) return null;
  return inSentences('read', async () => {
    const folder = await ownFolder();
    const name = await folderOf(folder, id);
    if (name === null) return null;
    const about = await readAbout(folder, id, name);
    if (about === null) throw damaged(id);
    const own = await folder.getDirectoryHandle(name);
    const files: OwnFile[] = [];
    for (const { path, stored, bytes, sha256: hash } of about.files) {
      const blob = await (await own.getFileHandle(stored)).getFile();
      if (blob.size !== bytes || (await sha256(await blob.arrayBuffer())) !== hash) throw damaged(about.title);
      files.push({ path, blob });
    }
    const { title, currency, plans } = about;
    return { title, currency, files, plans };
  });
}

/** Forgets what is kept under `id`; nothing happens when there is nothing. A page that shows it goes on. Rejects with KeepError. */
export async function removeKept(id: string): Promise<void> {
  if (!canKeep()) return;
  await inSentences('removed', async () => {
    const folder = await ownFolder();
    const name = await folderOf(folder, id);
    // The name goes first: from then on it is gone, whatever becomes of the rest.
    await remove(folder, `${id}.kept`);
    if (name !== null) await remove(folder, name).catch(() => undefined);
  });
}

/**
 * Takes away what a closed tab or a full disk left unfinished, and what was replaced. Does nothing while another tab writes,
 * and never rejects: a later visit tries again.
 */
export async function sweepUnfinished(): Promise<void> {
  if (!canKeep()) return;
  await navigator.locks
    .request(lockName, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      const folder = await ownFolder();
      const all = await names(folder);
      const finished = new Set<string>();
      for (const name of all) {
        const id = marker.exec(name)?.[1];
        const pointed = id === undefined ? null : await folderOf(folder, id);
        if (pointed === null) continue;
        finished.add(name);
        finished.add(pointed);
      }
      for (const name of all) if (!finished.has(name)) await remove(folder, name).catch(() => undefined);
    })
    .catch(() => undefined);
}

async function write(
  folder: FileSystemDirectoryHandle,
  id: string,
  { title, currency, files, plans }: OwnDelivery,
  signal: AbortSignal | undefined,
): Promise<void> {
  const name = `${id}.unfinished-${crypto.randomUUID()}`;
  try {
    const own = await folder.getDirectoryHandle(name, { create: true });
    const written: About['files'] = [];
    for (const [index, { path, blob }] of files.entries()) {
      signal?.throwIfAborted();
      const stored = String(index);
      await put(own, stored, blob, signal);
      written.push({ path, stored, bytes: blob.size, sha256: await sha256(await blob.arrayBuffer()) });
    }
    // The clock of this machine: it only orders the list.
    const keptAt = new Date().toISOString();
    const about = { format: 1, id, title, currency, keptAt, files: written, plans };
    await put(own, aboutFile, new Blob([JSON.stringify(about)]), signal);
    // Too late to be aborted: it would be unclear whether the name counts.
    await put(folder, `${id}.kept`, new Blob([name]));
  } catch (error) {
    await remove(folder, name).catch(() => undefined);
    throw error;
  }
}

/** Writes a file. Its content is there when this resolves, and what was there before until then. */
async function put(
  folder: FileSystemDirectoryHandle,
  name: string,
  content: Blob,
  signal?: AbortSignal,
): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  await content.stream().pipeTo(await file.createWritable(), signal && { signal });
}

async function listed(folder: FileSystemDirectoryHandle, id: string): Promise<KeptDataset | null> {
  const name = await folderOf(folder, id);
  if (name === null) return null;
  const about = await readAbout(folder, id, name);
  if (about !== null) {
    const { title, files, keptAt } = about;
    return { id, title, files: files.map(({ path, bytes }) => ({ path, bytes })), keptAt };
  }
  const { lastModified } = await (await folder.getFileHandle(`${id}.kept`)).getFile();
  return { id, title: id, files: [], keptAt: new Date(lastModified).toISOString(), damage: damaged(id).message };
}

/** The folder that holds a dataset; null when none is finished. */
async function folderOf(folder: FileSystemDirectoryHandle, id: string): Promise<string | null> {
  const name = await textOf(folder, `${id}.kept`);
  // An empty name is one whose writing was broken off.
  return name === null || name === '' ? null : name;
}

async function readAbout(folder: FileSystemDirectoryHandle, id: string, name: string): Promise<About | null> {
  const own = await folder.getDirectoryHandle(name).catch(absent);
  const text = own === null ? null : await textOf(own, aboutFile);
  const about = text === null ? null : parseAbout(text);
  return about?.id === id ? about : null;
}

async function textOf(folder: FileSystemDirectoryHandle, name: string): Promise<string | null> {
  const file = await folder.getFileHandle(name).catch(absent);
  return file === null ? null : (await file.getFile()).text();
}

/** Null for what is not there or cannot be a name; everything else is a failure. */
function absent(error: unknown): null {
  if (error instanceof TypeError || (error instanceof DOMException && isGone(error))) return null;
  throw error;
}

function isGone({ name }: DOMException): boolean {
  return name === 'NotFoundError' || name === 'TypeMismatchError';
}

async function names(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const found: string[] = [];
  for await (const name of folder.keys()) found.push(name);
  return found;
}

async function remove(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await folder.removeEntry(name, { recursive: true });
  } catch (error) {
    if (!(error instanceof DOMException) || !isGone(error)) throw error;
  }
}

async function ownFolder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(root, { create: true });
}

/** Told before anything is written. What browsers estimate is rough, so that a write may still find no room. */
async function expectRoom(files: readonly OwnFile[]): Promise<void> {
  const { quota, usage } = await navigator.storage.estimate();
  const needed = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (quota === undefined || usage === undefined || needed <= quota - usage) return;
  throw noRoom([`They take ${byteSize(needed)}, and ${byteSize(Math.max(0, quota - usage))} are left.`]);
}

function noRoom(how: readonly string[] = []): KeepError {
  const sentences = [
    'There is no room in this browser to keep these files.',
    ...how,
    'They can be used on this page until it is closed. Remove kept files or free disk space, and try again.',
  ];
  return new KeepError(sentences.join(' '));
}

function damaged(title: string): KeepError {
  return new KeepError(`The kept files of “${title}” are damaged. Remove them and choose your files again.`);
}

/** Does `work`; what the browser's storage says against it becomes a sentence. */
async function inSentences<T>(what: 'kept' | 'read' | 'removed', work: () => Promise<T>): Promise<T> {
  if (!canKeep()) throw refused(what);
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name === 'AbortError') throw error;
    if (error.name === 'QuotaExceededError') throw noRoom();
    if (error.name === 'NotFoundError' && what === 'read')
      throw new KeepError('The kept files are no longer there. Choose your files again.', { cause: error });
    if (error.name === 'NotReadableError' && what === 'kept')
      throw new KeepError('A file has changed since it was chosen. Choose your files again.', { cause: error });
    throw refused(what, error);
  }
}

function refused(what: 'kept' | 'read' | 'removed', cause?: unknown): KeepError {
  const sentences = {
    kept: 'This browser does not let the page keep files, as in a private window or over plain http. They can be used on this page until it is closed.',
    read: 'This browser does not let the page read the files it kept. Choose your files again.',
    removed:
      'This browser does not let the page remove the files it kept. Its own settings can: delete the data of this site.',
  };
  return new KeepError(sentences[what], { cause });
}
