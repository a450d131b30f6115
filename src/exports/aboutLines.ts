import type { About } from './table.ts';

/** What an export says of itself beside its title, from the selection to the link: one text a line, empty ones left out. */
export function aboutLines({ selection, lines = [], dataset, dataVersion, link }: Omit<About, 'title'>): string[] {
  return [selection, ...lines, `Dataset ${dataset}, version ${dataVersion}`, link]
    .map(oneLine)
    .filter((line) => line !== '');
}

/** The text with every stretch of spaces and line ends as one space; spaces that hold a number together stay. */
export function oneLine(text: string): string {
  return text.replace(/[\t\n\v\f\r \u2028\u2029]+/g, ' ').trim();
}
