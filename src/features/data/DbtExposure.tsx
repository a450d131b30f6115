import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import styles from './DbtExposure.module.css';
import { exposureYaml } from './exposure.ts';
import { Section } from './Section.tsx';

interface DbtExposureProps {
  readonly datasetId: string;
  readonly title: string;
  /** The link of the view on screen. */
  readonly url: string;
  /** Names of the delivered tables. */
  readonly models: readonly string[];
}

/** The dashboard as an exposure of the dbt project that makes its tables. */
export function DbtExposure({ datasetId, title, url, models }: DbtExposureProps) {
  const [said, say] = useState<string | null>(null);
  const yaml = exposureYaml({ url, title: `${title} dashboard`, models });
  const save = async () => {
    const [{ download }, { fileName }] = await Promise.all([
      import('../../exports/download.ts'),
      import('../../exports/fileName.ts'),
    ]);
    const name = fileName(['exposure', datasetId], 'yml');
    download(name, new Blob([yaml], { type: 'application/yaml;charset=utf-8' }));
    say(`${name} was handed to the browser.`);
  };
  const copy = async () => {
    const { copyText } = await import('../../exports/copyText.ts');
    say((await copyText(yaml)) ? 'It is in the clipboard.' : 'This browser gives no way to the clipboard.');
  };
  return (
    <Section id="dbt" subtitle="an exposure, so that the lineage of your project ends at this dashboard">
      <p className={styles.lead}>
        Put it beside your models and fill in who owns it. The link is that of this view, with its filters.
      </p>
      {/* What scrolls has to be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.yaml} role="group" aria-label="Exposure" tabIndex={0}>
        {yaml}
      </pre>
      <div className={styles.tools}>
        <Button onPress={() => void save()}>Download</Button>
        <Button onPress={() => void copy()}>Copy</Button>
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
    </Section>
  );
}
