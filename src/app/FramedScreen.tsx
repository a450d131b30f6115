import styles from './FailureScreen.module.css';

/** All that is shown inside of a page that may not show the dashboard: nothing there can be pressed by mistake. */
export function FramedScreen() {
  return (
    <main>
      <section className={styles.screen} role="alert">
        <h1 className={styles.title}>The dashboard is not shown inside this page</h1>
        <p className={styles.sentence}>
          Another site has put it into a frame, and whoever runs the dashboard has not allowed that site to.{' '}
          <a href={document.URL} target="_blank" rel="noopener noreferrer">
            Open it in a window of its own
          </a>
        </p>
      </section>
    </main>
  );
}
