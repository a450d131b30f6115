import type { DatasetInfo, Finding, PublishedFile } from '../features/data/datasetInfo.ts';
import type { DataIssue, Grade } from '../ingest/issue.ts';
import type { Manifest } from '../ingest/manifest.ts';
import { missing } from '../ui/format.ts';
import type { OpenDataset } from './datasetStore.ts';

type ManifestFile = Manifest['tables'][number] | NonNullable<Manifest['downloads']>[number];

/** The dataset on screen as the view about the data tells of it. */
export function datasetInfo({ manifest, report, base, server }: OpenDataset): DatasetInfo {
  const published = (entry: ManifestFile): PublishedFile => ({
    table: entry.table,
    file: entry.file,
    url: base === null ? null : `${base}${entry.file}`,
    format: entry.format,
    rows: entry.rows,
    bytes: entry.bytes,
    sha256: entry.sha256,
    newest: entry.newest,
  });
  const files: readonly ManifestFile[] = manifest.tables;
  return {
    id: manifest.id,
    title: manifest.title,
    description: manifest.description,
    currency: manifest.currency,
    kind: manifest.kind,
    dataVersion: manifest.dataVersion,
    newest: manifest.newest,
    loaded: files.map((entry) => {
      const loaded = report.tables.find(({ file }) => file === entry.file);
      return {
        ...published(entry),
        columns: loaded?.columns ?? [],
        ignoredColumns: loaded?.ignoredColumns ?? [],
        records: loaded?.records ?? null,
        emptied: loaded?.failedCasts ?? [],
        rejects: loaded?.rejects ?? [],
      };
    }),
    others: (manifest.downloads ?? []).map(published),
    findings: report.issues.map(finding),
    checks: report.checks.map(({ rule, grade, ...check }) => ({ ...check, id: rule, grade: told(grade) })),
    ...(server === undefined ? {} : { server }),
  };
}

/** A fatal finding stops the load, so that none is ever told here. */
function told(grade: Grade): 'warning' | 'note' {
  return grade === 'note' ? 'note' : 'warning';
}

function finding({ grade, sentence, file, column, line, samples }: DataIssue): Finding {
  return {
    grade: told(grade),
    sentence,
    file,
    column,
    line,
    samples: samples.map((sample) =>
      Object.values(sample)
        .map((value) => (value === null ? missing : String(value)))
        .join(' · '),
    ),
  };
}
