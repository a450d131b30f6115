import type { LoadProgress } from './datasetStore.ts';
import { loadSteps } from './loadSteps.ts';
import styles from './LoadScreen.module.css';

/** What is being fetched and made until the first number can be shown. */
export function LoadScreen({ progress }: { progress: LoadProgress }) {
  const steps = loadSteps(progress);
  const running = steps.find((step) => step.state === 'running');
  return (
    <section className={styles.screen} aria-busy="true" aria-labelledby="loading">
      <h1 id="loading" className={styles.title}>
        Loading the data into your browser
      </h1>
      <p className={styles.lead}>Everything is computed on this page; nothing you choose leaves it.</p>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.label} className={styles.step} data-state={step.state}>
            <span className={styles.label}>{step.label}</span>
            <span className={styles.track} aria-hidden="true">
              <span
                className={styles.fill}
                data-unknown={step.state === 'running' && step.share === null ? true : undefined}
                style={{ inlineSize: `${(step.share ?? 0) * 100}%` }}
              />
            </span>
            <span className={styles.detail}>{step.detail}</span>
          </li>
        ))}
      </ol>
      <p role="status" className="visually-hidden">
        {running === undefined ? '' : `Loading: ${running.label}`}
      </p>
    </section>
  );
}
