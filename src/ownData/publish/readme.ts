import type { Manifest } from '../../ingest/manifest.ts';
import type { Hiding } from '../../ingest/publishedMarts.ts';

/** What stands beside the published files, for whoever unpacks them. */
export function readme({ id, title, description, dataVersion, tables }: Manifest, hiding: Hiding | null): string {
  const lines = [
    title,
    '',
    `Put this folder, “${id}”, into the folder “data” beside the index.html of the dashboard: public/data in its source,`,
    'data on a web server. Any static host will do. Then open the dashboard with',
    '',
    `  ?data=${id}`,
    '',
    'To offer it in the list of datasets too, add this to “datasets” in data/catalog.json:',
    '',
    `  ${JSON.stringify({ id, title, description, folder: id })}`,
    '',
    'What is in it: the prepared tables as Parquet, and manifest.json with the size and SHA-256 of each. The page refuses files',
    'that were changed.',
    `Version ${dataVersion}.`,
    '',
    ...tables.map(({ file, rows }) => `  ${file}, ${rows} ${rows === 1 ? 'row' : 'rows'}`),
    '',
    hiding === null
      ? 'User ids stand in it as they were delivered.'
      : `Numbers stand in it for user ids${hiding.sessions ? ' and session ids' : ''}.`,
  ];
  return `${lines.join('\n')}\n`;
}
