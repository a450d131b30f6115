import { Bookmark, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { longestViewName, type SavedView, useSavedViews } from '../../state/savedViews.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { MenuPopover } from '../../ui/MenuPopover.tsx';
import { queryOf } from '../../url/useViewState.ts';
import type { ViewState } from '../../url/viewState.ts';
import styles from './SavedViews.module.css';

interface SavedViewsProps {
  readonly state: ViewState;
  /** Shows the view of a query string. */
  readonly onOpen: (query: string) => void;
}

/** The views this browser keeps by name. */
export function SavedViews({ state, onOpen }: SavedViewsProps) {
  return (
    <MenuPopover label="Saved views" icon={<Bookmark aria-hidden="true" size={15} />}>
      {({ close }) => (
        <SavedViewList
          state={state}
          onOpen={(query) => {
            onOpen(query);
            close();
          }}
        />
      )}
    </MenuPopover>
  );
}

function SavedViewList({ state, onOpen }: SavedViewsProps) {
  const { views, save, remove } = useSavedViews();
  const [name, setName] = useState('');
  const [removed, setRemoved] = useState<SavedView | null>(null);
  const query = queryOf(state);
  const wanted = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === '') return;
    save({ name: wanted, query });
    setName('');
  };
  return (
    <div className={styles.panel}>
      {views.length === 0 ? (
        <p className={styles.none}>
          Nothing saved yet. A saved view stays in this browser; to pass it on, copy its link.
        </p>
      ) : (
        <ul className={styles.list}>
          {views.map((view) => (
            <li key={view.name}>
              <button
                type="button"
                className={styles.open}
                aria-current={view.query === query ? 'true' : undefined}
                onClick={() => onOpen(view.query)}
              >
                {view.name}
              </button>
              <IconButton
                label={`Delete “${view.name}”`}
                onPress={() => {
                  remove(view.name);
                  setRemoved(view);
                }}
              >
                <Trash2 aria-hidden="true" size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {removed !== null && (
        <p className={styles.removed} role="status">
          “{removed.name}” is deleted.{' '}
          <Button
            look="text"
            onPress={() => {
              save(removed);
              setRemoved(null);
            }}
          >
            Undo
          </Button>
        </p>
      )}
      <form className={styles.form} onSubmit={submit}>
        <label className={styles.field}>
          <span>Save this view as</span>
          <input
            value={name}
            maxLength={longestViewName}
            placeholder="Georgia, without bursts"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <Button type="submit" look="strong" isDisabled={wanted === ''}>
          {views.some((view) => view.name === wanted) ? 'Replace' : 'Save'}
        </Button>
      </form>
    </div>
  );
}
