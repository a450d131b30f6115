import { linkOf } from '../url/useViewState.ts';
import type { ViewState } from '../url/viewState.ts';
import styles from './EmbedFooter.module.css';

/** Under a view that stands in another page: where it comes from, and the way to all of it. */
export function EmbedFooter({ state, title }: { state: ViewState; title: string }) {
  return (
    <p className={styles.footer}>
      {title} ·{' '}
      <a href={linkOf({ ...state, embed: null })} target="_blank" rel="noopener">
        open in the dashboard
      </a>
    </p>
  );
}
