import { fileName } from '../../exports/fileName.ts';
import type { About } from '../../exports/table.ts';
import type { Counting } from '../../model/filters.ts';
import { daysOf } from '../../model/resolve.ts';
import { countingParts, selectionText } from '../../model/selectionText.ts';
import { words } from '../../model/words.ts';
import { panelName } from '../../ui/panelName.ts';
import type { PanelStatement, PanelSubject, Proof } from '../../ui/panelTools.ts';
import { linkOf } from '../../url/useViewState.ts';
import type { PanelSource } from './panelSource.ts';

type Subject = Pick<PanelSubject, 'name' | 'title' | 'proof'>;

/** What the picture of a panel says of itself; `lines` are told before what has to be known of this very file. */
export function panelAbout({ title, proof }: Pick<Subject, 'title' | 'proof'>, source: PanelSource): About {
  const others = proof.statements.flatMap(({ scope }) => (scope === null ? [] : [`Compared with: ${scope.text}`]));
  return about(title, proof.scope?.text, [...countedIn(proof, source.state.counting), ...others], source);
}

/** What a file with the rows of one statement of a panel says of itself. */
export function rowsAbout(
  { title, proof }: Pick<Subject, 'title' | 'proof'>,
  { name, scope }: Pick<PanelStatement, 'name' | 'scope'>,
  source: PanelSource,
  more: readonly string[] = [],
): About {
  const whole = proof.statements.length > 1 ? `${title}: ${name}` : title;
  const own = scope ?? proof.scope;
  return about(whole, own?.text, [...countedIn(proof, source.state.counting), ...more], source);
}

function about(
  title: string,
  selection: string | undefined,
  lines: readonly string[],
  { dataset, state, filters, facts }: PanelSource,
): About {
  return {
    title,
    selection: selection ?? selectionText(filters, state.counting, daysOf(filters, facts)),
    dataset: dataset.title,
    dataVersion: dataset.dataVersion,
    link: linkOf({ ...state, embed: null, check: null }),
    lines,
  };
}

/** Panels differ in how far the way of counting matters to them, and say so by the words they use. */
function countedIn({ words: used }: Proof, counting: Counting): readonly string[] {
  const parts = countingParts(counting).filter(({ word }) => used.includes(words[word]));
  return parts.length === 0 ? [] : [`Counted: ${parts.map(({ text }) => text).join(' · ')}`];
}

/** The name of such a file: dataset, panel, statement where the panel has several, days. */
export function panelFileName(
  { name, proof }: Pick<Subject, 'name' | 'proof'>,
  { dataset, filters, facts }: PanelSource,
  extension: string,
  statement: Pick<PanelStatement, 'name' | 'scope'> | null = null,
): string {
  const scope = statement?.scope ?? proof.scope;
  const days = scope?.days === undefined ? daysOf(filters, facts) : scope.days;
  const part = statement === null || proof.statements.length < 2 ? '' : panelName(statement.name);
  const parts = [
    // Every name begins with the shop’s; it is not said twice.
    dataset.id.replace(/^greenery-?/, ''),
    ...new Set([name, part]),
    ...(days === null ? [] : new Set([days.from, days.to])),
  ];
  return fileName(parts, extension);
}
