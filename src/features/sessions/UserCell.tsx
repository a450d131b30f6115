import { words } from '../../model/words.ts';
import { Button } from '../../ui/Button.tsx';
import { FieldPopover } from '../../ui/FieldPopover.tsx';
import styles from './SessionsSheet.module.css';
import type { SessionLine } from './sessionsView.ts';

interface UserCellProps {
  readonly line: SessionLine;
  readonly hasUsers: boolean;
  readonly hasPlaces: boolean;
  readonly onlyUser: (user: string) => void;
  readonly withoutUser: (user: string) => void;
}

/** Whose session it is and where they live, with the ways to keep or leave out what this user did. */
export function UserCell({ line, hasUsers, hasPlaces, onlyUser, withoutUser }: UserCellProps) {
  const { user } = line;
  return (
    <>
      {user === null ? (
        hasUsers && <span className={styles.first}>{line.userText}</span>
      ) : (
        <span className={styles.user}>
          <FieldPopover look="words" label="User" value={line.userText}>
            <div className={styles.ways}>
              {line.burst && <p>{words.burst.means}</p>}
              <Button slot="close" onPress={() => onlyUser(user)}>
                Only this user
              </Button>
              <Button slot="close" onPress={() => withoutUser(user)}>
                Leave this user out
              </Button>
            </div>
          </FieldPopover>
        </span>
      )}
      <span className={styles.second}>
        {hasPlaces && line.place}
        {hasPlaces && line.burst && ' · '}
        {line.burst && <span className={styles.burst}>burst</span>}
      </span>
    </>
  );
}
