import type { DataIssue } from '../ingest/issue.ts';
import styles from './IssueList.module.css';

const grades = { fatal: 'Stops', warning: 'Warning', note: 'Note' } as const;

/** Findings about the data, each with its place and some of the rows it is about. */
export function IssueList({ issues }: { issues: readonly DataIssue[] }) {
  return (
    <ul className={styles.list}>
      {issues.map((issue) => (
        <li key={`${issue.table} ${issue.column} ${issue.sentence}`} className={styles.issue} data-grade={issue.grade}>
          <span className={styles.grade}>{grades[issue.grade]}</span>
          <div>
            <p>{issue.sentence}</p>
            {issue.samples.length > 0 && (
              <p className={styles.samples}>
                For example {issue.samples.map((sample) => Object.values(sample).map(String).join(' · ')).join('; ')}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
