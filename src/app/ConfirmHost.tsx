import { Button } from '../ui/Button.tsx';
import styles from './FailureScreen.module.css';

interface ConfirmHostProps {
  /** The origin that the link wants data from. */
  readonly origin: string;
  readonly onOpen: () => void;
  readonly onCancel: () => void;
}

/** Asks before anything is fetched from another site that a link names; nobody but the person reading may decide that. */
export function ConfirmHost({ origin, onOpen, onCancel }: ConfirmHostProps) {
  // Punycode, so that letters that only look alike are told apart.
  const { host } = new URL(origin);
  return (
    <section className={styles.screen} role="alert">
      <h1 className={styles.title}>Open data from another site?</h1>
      <p className={styles.sentence}>
        This link shows data that lies on <strong>{host}</strong>. Nothing has been asked of that site yet.
      </p>
      <p className={styles.sentence}>
        If you open it, {host} sees that somebody at your internet address asks for this data, and when. It is sent no
        cookies, and not what you filter or read here. Its numbers are its own: whoever made the link chose them.
      </p>
      <div className={styles.ways}>
        <Button look="strong" onPress={onOpen}>
          Open data from {host}
        </Button>
        <Button onPress={onCancel}>Cancel and show this site’s own data</Button>
      </div>
      <p className={styles.small}>Your answer holds until you close or reload this page.</p>
    </section>
  );
}
