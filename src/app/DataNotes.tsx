import type { DataIssue } from '../ingest/issue.ts';
import styles from './DataNotes.module.css';
import { IssueList } from './IssueList.tsx';

/** What the load found and did not stop for: one line that opens to all of it. Notes alone, which bend no number, are left to the load report. */
export function DataNotes({ issues }: { issues: readonly DataIssue[] }) {
  const [first] = issues.toSorted((a, b) => Number(a.grade === 'note') - Number(b.grade === 'note'));
  if (first === undefined || issues.every(({ grade }) => grade === 'note')) return null;
  const rest = issues.length - 1;
  return (
    <details className={styles.notes}>
      <summary>
        <strong>
          {issues.length === 1 ? 'One finding about the data' : `${issues.length} findings about the data`}
        </strong>
        <span className={styles.first}>
          {first.sentence}
          {rest > 0 && ` … and ${rest} more`}
        </span>
      </summary>
      <IssueList issues={issues} />
    </details>
  );
}
