import type { DataIssue } from '../ingest/issue.ts';
import styles from './DataNotes.module.css';
import { IssueList } from './IssueList.tsx';

/** What the load found and did not stop for: one line that opens to all of it. */
export function DataNotes({ issues }: { issues: readonly DataIssue[] }) {
  const [first] = issues;
  if (first === undefined) return null;
  const rest = issues.length - 1;
  return (
    <details className={styles.notes} data-warns={issues.some(({ grade }) => grade === 'warning') || undefined}>
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
