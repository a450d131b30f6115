import type { FileLook, FilePlan } from '../ingest/own/plan.ts';
import { encodings, type Encoding } from '../ingest/reading.ts';
import { CountField } from '../ui/CountField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { CheckField } from '../ui/CheckField.tsx';
import { csvSummary, delimiterLabel, delimitersWith, encodingLabels } from './fileView.ts';
import { withCsv } from './planEdits.ts';
import styles from './FileFields.module.css';

interface ReadingFieldsProps {
  readonly look: FileLook;
  readonly plan: FilePlan;
  /** Why the text could not be cut like this. */
  readonly misread: string | null;
  readonly isAsking: boolean;
  readonly onPlan: (plan: FilePlan) => void;
}

const mostHeaderLines = 1000;

function isEncoding(text: string): text is Encoding {
  return (encodings as readonly string[]).includes(text);
}

/** How CSV text becomes records and values. It is folded away while there is nothing to doubt. */
export function ReadingFields({ look, plan, misread, isAsking, onPlan }: ReadingFieldsProps) {
  const { csv } = plan;
  if (csv === null) {
    return (
      <p className={styles.summary}>
        <strong>How it is read</strong> Parquet, which says itself what it holds.
      </p>
    );
  }
  const change = (part: Parameters<typeof withCsv>[1]) => onPlan(withCsv(plan, part));
  return (
    <details className={styles.fold} open={isAsking || misread !== null || undefined}>
      <summary data-focus="encoding">
        <strong>How it is read</strong> {csvSummary(csv, look)}
      </summary>
      <div className={styles.fields}>
        <SelectField
          label="Encoding"
          isAsking={isAsking}
          options={encodings.map((value) => ({ value, label: encodingLabels[value] }))}
          value={csv.encoding}
          onChange={(value) => {
            if (isEncoding(value)) change({ encoding: value });
          }}
        />
        <SelectField
          label="Separator"
          options={delimitersWith(csv.delimiter).map((value) => ({ value, label: delimiterLabel(value) }))}
          value={csv.delimiter}
          onChange={(delimiter) => change({ delimiter })}
        />
        <SelectField
          label="Quotes"
          options={[
            { value: '"', label: 'Double "' },
            { value: "'", label: "Single '" },
          ]}
          value={csv.quote}
          onChange={(value) => change({ quote: value === "'" ? "'" : '"' })}
        />
        <SelectField
          label="A quote inside a value"
          options={[
            { value: 'twice', label: 'is written twice' },
            { value: 'backslash', label: 'follows a backslash' },
          ]}
          value={csv.escape === '\\' ? 'backslash' : 'twice'}
          onChange={(value) => change({ escape: value === 'backslash' ? '\\' : csv.quote })}
        />
      </div>
      <div className={styles.inline}>
        <CheckField
          label="A line names the columns"
          isChecked={csv.headerLine !== null}
          onChange={(hasHeader) => change({ headerLine: hasHeader ? 1 : null })}
        />
        {csv.headerLine !== null && (
          <span className={styles.inline}>
            It is line
            <CountField
              label="Line of the header"
              value={csv.headerLine}
              least={1}
              most={mostHeaderLines}
              onChange={(headerLine) => change({ headerLine })}
            />
          </span>
        )}
      </div>
      {misread !== null && (
        <p className={styles.problem} role="alert">
          {misread}
        </p>
      )}
    </details>
  );
}
