import { FolderOpen, Leaf, Moon, Sun } from 'lucide-react';
import { SavedViews } from '../features/share/SavedViews.tsx';
import { ShareMenu } from '../features/share/ShareMenu.tsx';
import { isOwnId } from '../ingest/own/ownId.ts';
import type { Catalog } from '../ingest/manifest.ts';
import { useTheme } from '../state/theme.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { linkOf } from '../url/useViewState.ts';
import { type View, views, type ViewState } from '../url/viewState.ts';
import type { OpenDataset } from './datasetStore.ts';
import styles from './Header.module.css';

const viewLabels: Readonly<Record<View, string>> = {
  funnel: 'Funnel',
  products: 'Products',
  inventory: 'Inventory',
  orders: 'Orders',
  data: 'Data',
};

interface HeaderProps {
  readonly state: ViewState;
  readonly dataset: OpenDataset | null;
  readonly datasets: Catalog['datasets'];
  readonly onDataset: (id: string) => void;
  readonly onView: (view: View) => void;
  /** Shows the view of a query string. */
  readonly onQuery: (query: string) => void;
  /** Opens files of the person's own; null where the page takes none. */
  readonly onOwnData: (() => void) | null;
}

/** Brand, views, which data this is and up to when, and the way to pass it on. */
export function Header({ state, dataset, datasets, onDataset, onView, onQuery, onOwnData }: HeaderProps) {
  const { theme, toggle } = useTheme();
  const shown = state.data ?? dataset?.manifest.id ?? '';
  return (
    <header className={styles.header}>
      <p className={styles.brand}>
        <Leaf aria-hidden="true" size={20} strokeWidth={2.2} />
        greenery
      </p>
      <nav aria-label="Views" className={styles.views}>
        {views.map((view) => (
          <a
            key={view}
            href={linkOf({ ...state, view })}
            aria-current={state.view === view ? 'page' : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onView(view);
            }}
          >
            {viewLabels[view]}
          </a>
        ))}
      </nav>
      <div className={styles.tools}>
        {datasets.length > 1 && (
          <label className={styles.dataset}>
            <span>Data</span>
            <select aria-label="Data" value={shown} onChange={(event) => onDataset(event.target.value)}>
              {!datasets.some(({ id }) => id === shown) && (
                <option value={shown}>{dataset?.manifest.title ?? shown}</option>
              )}
              {datasets.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
        {onOwnData !== null && (
          <Button aria-label="Your files" onPress={onOwnData}>
            <FolderOpen aria-hidden="true" size={15} />
            <span className={styles.wide}>Your files</span>
          </Button>
        )}
        {dataset?.manifest.newest != null && <p className={styles.newest}>to {newestText(dataset.manifest.newest)}</p>}
        <SavedViews state={state} onOpen={onQuery} />
        <ShareMenu
          state={state}
          dataVersion={dataset?.manifest.dataVersion ?? null}
          title={dataset?.manifest.title ?? 'greenery'}
          isOwnData={isOwnId(shown)}
        />
        <IconButton label={theme === 'dark' ? 'Use the light theme' : 'Use the dark theme'} onPress={toggle}>
          {theme === 'dark' ? <Sun aria-hidden="true" size={16} /> : <Moon aria-hidden="true" size={16} />}
        </IconButton>
      </div>
    </header>
  );
}

const instant = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

function newestText(iso: string): string {
  return `${instant.format(new Date(iso))} UTC`;
}
