import { useState } from 'react';
import type { PanelSubject } from '../../ui/panelTools.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { panelAbout } from './panelAbout.ts';
import styles from './PanelSheet.module.css';
import type { PanelSource } from './panelSource.ts';
import { PictureButtons } from './PictureButtons.tsx';
import { Statement } from './Statement.tsx';

interface PanelSheetProps {
  readonly panel: PanelSubject;
  readonly source: PanelSource;
  readonly onConsole: ((sql: string | null) => void) | null;
}

/** What is inside of “How this is counted”: what is shown, the words it uses, the statements, and what can be taken away. */
export function PanelSheet({ panel, source, onConsole }: PanelSheetProps) {
  const { title, proof } = panel;
  const { statements, words } = proof;
  const [chosen, choose] = useState(0);
  const statement = statements[chosen] ?? statements[0];
  const { selection, lines = [] } = panelAbout(panel, source);
  return (
    <div className={styles.sheet}>
      <section className={styles.part} aria-label="What is shown">
        <h3>{title}</h3>
        <p className={styles.selection}>{[selection, ...lines].join(' · ')}</p>
      </section>
      {words.length > 0 && (
        <section className={styles.part} aria-label="The words it uses">
          <dl className={styles.words}>
            {words.map(({ label, means }) => (
              <div key={`${label} ${means}`}>
                <dt>{label}</dt>
                <dd>{means}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <section className={styles.part} aria-label="The question to the database">
        <h3>{statements.length === 1 ? 'The statement behind it' : 'The statements behind it'}</h3>
        {statements.length > 1 && (
          <div className={styles.choice}>
            <SegmentedControl
              label="Statement"
              segments={statements.map(({ name }, index) => ({ id: String(index), label: name }))}
              value={String(chosen)}
              onChange={(id) => choose(Number(id))}
            />
          </div>
        )}
        {statement !== undefined && (
          <Statement key={statement.name} statement={statement} panel={panel} source={source} onConsole={onConsole} />
        )}
      </section>
      <section className={styles.part} aria-label="The picture">
        <h3>The picture</h3>
        <PictureButtons panel={panel} source={source} />
      </section>
    </div>
  );
}
