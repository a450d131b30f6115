import { needsConfirmation, parseDatasetAddress, UnconfirmedHostError } from './datasetAddress.ts';
import { type Fetch, fetchFile, FileMissingError } from './fetchFile.ts';
import { type DatasetError, fatal } from './issue.ts';
import { datasetIdPattern, parseCatalog, parseManifest, type Catalog, type Manifest } from './manifest.ts';

export interface FindOptions {
  /** Absolute URL of the folder that holds the datasets, with a slash at its end. */
  readonly base: string;
  readonly fetch: Fetch;
  /** Absolute URL that addresses in links start from; by default the folder above `base`, where the page is. */
  readonly page?: string | undefined;
  /** Origins that the site may fetch datasets from, beside its own. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Those of them that the person on screen agreed to. */
  readonly confirmedHosts?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gives the catalogue where somebody else asks for it too; by default it is fetched. */
  readonly catalog?: (() => Promise<Catalog>) | undefined;
}

/** A dataset and where its files are. */
export interface FoundDataset {
  readonly manifest: Manifest;
  /** Absolute URL of its folder, with a slash at its end. */
  readonly base: string;
}

/** The datasets this site offers. Throws DatasetError. */
export async function fetchCatalog(options: FindOptions): Promise<Catalog> {
  return parseCatalog(await fetchText(`${options.base}catalog.json`, 'catalog.json', options), 'catalog.json');
}

/**
 * The dataset with this id, or the catalogue's default one for null. An id the catalogue does not list is looked for in the
 * folder of that name. The address of a manifest is opened directly on this site; another one is asked only when the site
 * allows it and the person agreed, is sent no cookies, and is read from its tables’ own files only. Throws DatasetError; for an unknown id its sentence names the known
 * ones. Throws UnconfirmedHostError, before anything is fetched, when a person has to agree first.
 */
export async function findDataset(id: string | null, options: FindOptions): Promise<FoundDataset> {
  const address = id === null ? null : parseDatasetAddress(id, options.page ?? new URL('..', options.base).href);
  if (address?.kind === 'manifest') {
    if (address.foreign !== null && options.allowedHosts?.includes(address.foreign) !== true) {
      throw forbiddenHost(address.foreign);
    }
    if (address.foreign !== null && needsConfirmation(address, options.confirmedHosts ?? [])) {
      throw new UnconfirmedHostError(address.foreign);
    }
    const name = new URL(address.url).pathname.split('/').slice(-2).join('/').replace(/^\//, '');
    const manifest = parseManifest(await fetchText(address.url, name, options), name);
    return { manifest: address.foreign === null ? manifest : withoutDatabase(manifest), base: address.folder };
  }
  const catalog = await (options.catalog?.() ?? fetchCatalog(options));
  const wanted = id ?? catalog.default;
  const listed = catalog.datasets.find((dataset) => dataset.id === wanted);
  if (listed === undefined && !datasetIdPattern.test(wanted)) throw unknownDataset(wanted, catalog);
  const base = `${options.base}${listed?.folder ?? wanted}/`;
  const name = `${wanted}/manifest.json`;
  try {
    return { manifest: parseManifest(await fetchText(`${base}manifest.json`, name, options), name), base };
  } catch (error) {
    if (listed === undefined && error instanceof FileMissingError) throw unknownDataset(wanted, catalog);
    throw error;
  }
}

/** A database file of another site is never opened: DuckDB’s own format is made for files one trusts, Parquet is checked in a worker. */
function withoutDatabase(manifest: Manifest): Manifest {
  return manifest.kind === 'raw' ? manifest : { ...manifest, database: undefined };
}

async function fetchText(url: string, file: string, { fetch, signal }: FindOptions): Promise<string> {
  // The manifest names the content of all other files, so an old copy of it would make new files look altered.
  const bytes = await fetchFile(url, { file, bytes: null, fetch, signal, cache: 'no-cache' });
  return new TextDecoder().decode(bytes);
}

function forbiddenHost(origin: string): DatasetError {
  return fatal(
    `The link shows data from ${new URL(origin).host}, and this site does not allow that. ` +
      `Whoever runs the site can: it has to be built with GREENERY_DATA_HOSTS=${origin}.`,
  );
}

function unknownDataset(id: string, catalog: Catalog): DatasetError {
  const known = catalog.datasets.map((dataset) => dataset.id).join(', ');
  return fatal(`There is no dataset "${id}" here. Known datasets: ${known}.`);
}
