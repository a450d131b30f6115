import { CircleAlert, Info } from 'lucide-react';
import { createContext, memo, type MouseEvent, useContext } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Button } from './Button.tsx';
import popover from './FieldPopover.module.css';
import { overlayHome } from './overlayHome.ts';
import styles from './panelNotes.module.css';

/** Something a reader of a number has to know. A `warning` bends the number, a `note` does not. */
export interface Note {
  readonly tone: 'warning' | 'note';
  /** A few words. */
  readonly text: string;
  /** All of it. */
  readonly sentence: string;
}

/** What is to be known of the numbers on the page, by what they are about. */
export interface PanelNotes {
  readonly notesFor: (subjects: readonly string[]) => readonly Note[];
  /** Where all of it is told. */
  readonly whole: { readonly label: string; readonly href: string; readonly onPress: () => void };
}

const PanelNotesContext = createContext<PanelNotes | null>(null);
export const PanelNotesProvider = PanelNotesContext.Provider;

interface PanelNotesPlaceProps {
  readonly subjects: readonly string[];
  /** There is room for the mark and never for words. */
  readonly isTight?: boolean;
}

/**
 * The notes that numbers about `subjects` have, behind one small mark: nothing without notes, or without a provider. It stands
 * beside the numbers, never over them.
 */
export const PanelNotesPlace = memo(function PanelNotesPlace({ subjects, isTight = false }: PanelNotesPlaceProps) {
  const known = useContext(PanelNotesContext);
  const notes = known?.notesFor(subjects) ?? [];
  const [first] = notes;
  if (known === null || first === undefined) return null;
  const tone = notes.some((note) => note.tone === 'warning') ? 'warning' : 'note';
  const Glyph = tone === 'warning' ? CircleAlert : Info;
  return (
    <DialogTrigger>
      <AriaButton
        className={styles.mark ?? ''}
        data-tone={tone}
        aria-label={`About the data: ${notes.map(({ text }) => text).join('; ')}`}
      >
        <Glyph aria-hidden="true" size={15} />
        {!isTight && tone === 'warning' && (
          <span className={styles.words}>{notes.length === 1 ? first.text : `${notes.length} findings`}</span>
        )}
      </AriaButton>
      <Popover
        {...overlayHome()}
        placement="bottom start"
        offset={6}
        containerPadding={12}
        className={popover.popover ?? ''}
      >
        <Dialog aria-label="About the data behind these numbers" className={popover.dialog ?? ''}>
          {({ close }) => <NoteList notes={notes} whole={known.whole} onClose={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
});

interface NoteListProps {
  readonly notes: readonly Note[];
  readonly whole: PanelNotes['whole'];
  readonly onClose: () => void;
}

function NoteList({ notes, whole, onClose }: NoteListProps) {
  const follow = (event: MouseEvent) => {
    // A new tab, as the keys ask for, is the browser’s own business.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onClose();
    whole.onPress();
  };
  return (
    <div className={styles.notes}>
      <ul>
        {notes.map(({ tone, text, sentence }) => (
          <li key={sentence}>
            <strong data-tone={tone}>{text}</strong>
            <p>{sentence}</p>
          </li>
        ))}
      </ul>
      <div className={styles.ways}>
        <a href={whole.href} onClick={follow}>
          {whole.label}
        </a>
        <Button look="text" onPress={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}
