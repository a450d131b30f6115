import type { Grade } from '../ingest/issue.ts';
import type { LoadReport } from '../ingest/martsOfRaw.ts';
import type { Subject } from '../model/subjects.ts';
import type { Note, PanelNotes } from '../ui/panelNotes.tsx';

/** Numbers about these are counted over the selection of sessions. */
const selected: readonly string[] = ['sessions', 'orders'] satisfies readonly Subject[];

/** A fatal finding stops the load, so that none is ever told beside a number. */
const tones: Readonly<Record<Grade, Note['tone']>> = { fatal: 'warning', warning: 'warning', note: 'note' };

/**
 * What the load found about numbers on screen, by their subjects. What a selection goes by (`going`, of `selectedBy`) is a subject
 * of every number of it.
 */
export function notesOf({ issues }: LoadReport, going: readonly Subject[]): PanelNotes['notesFor'] {
  return (subjects) => {
    const isOfSelection = subjects.some((subject) => selected.includes(subject));
    const about: readonly string[] = isOfSelection ? [...subjects, ...going] : subjects;
    return issues
      .filter(({ touches }) => touches.some((subject) => about.includes(subject)))
      .map(({ grade, brief, sentence }) => ({ tone: tones[grade], text: brief, sentence }));
  };
}
