import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { CheckField } from '../ui/CheckField.tsx';
import fieldStyles from '../ui/formField.module.css';
import type { SignIn } from './datasetStore.ts';
import styles from './SignInScreen.module.css';

/** Asks for the password of the user that the page reads a database server as. What is typed goes to `connect` and nowhere else. */
export function SignInScreen({ server, title, refused, isConnecting, connect }: SignIn) {
  const { host, database, user } = server;
  const [isShown, show] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const refusedId = `${id}refused`;

  useEffect(() => {
    // The only thing to do here; after a refusal, what was typed is there to be typed over.
    if (isConnecting) return;
    field.current?.focus();
    field.current?.select();
  }, [isConnecting]);

  return (
    <section className={styles.screen} aria-labelledby={`${id}title`} aria-busy={isConnecting}>
      <h1 id={`${id}title`} className={styles.title}>
        Sign in to see {title ?? 'the data'}
      </h1>
      <p className={styles.lead}>The data lies on a database server, and this page only reads it.</p>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isConnecting) connect(field.current?.value ?? '');
        }}
      >
        <dl className={styles.facts}>
          <div>
            <dt>Server</dt>
            <dd>{host}</dd>
          </div>
          <div>
            <dt>Database</dt>
            <dd>{database}</dd>
          </div>
          <div>
            <dt>User</dt>
            <dd>{user}</dd>
          </div>
        </dl>
        {/* Password managers look for the name beside the password. */}
        <input type="text" name="username" autoComplete="username" value={user} readOnly hidden />
        <label className={fieldStyles.stack}>
          <span className={fieldStyles.label}>Password</span>
          <input
            ref={field}
            className={`${fieldStyles.box} ${styles.password}`}
            type={isShown ? 'text' : 'password'}
            name="password"
            autoComplete="current-password"
            autoCapitalize="none"
            spellCheck={false}
            readOnly={isConnecting}
            aria-invalid={refused !== null}
            aria-describedby={refused === null ? undefined : refusedId}
          />
        </label>
        {refused !== null && (
          <p id={refusedId} className={styles.refused} role="alert">
            {refused}
          </p>
        )}
        <CheckField label="Show the password" isChecked={isShown} onChange={show} />
        <div className={styles.ways}>
          {/* It keeps the focus while it connects, and does nothing then. */}
          <Button look="strong" type="submit">
            {isConnecting ? 'Connecting …' : 'Connect'}
          </Button>
          <p role="status" className={styles.status}>
            {isConnecting ? `Asking ${host}, and checking that it is set up for this page.` : ''}
          </p>
        </div>
      </form>
      <p className={styles.small}>
        The password is sent to {host} only. It is forgotten when this page is closed or loaded again, and no link holds
        it. Leave it empty if the user has none.
      </p>
    </section>
  );
}
