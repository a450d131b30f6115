/** The parts of the view, in their order on the page. */
export const sections = [
  { id: 'about', title: 'About this dataset' },
  { id: 'load', title: 'Load report' },
  { id: 'console', title: 'SQL console' },
  { id: 'schema', title: 'Schema' },
  { id: 'examples', title: 'Examples' },
  { id: 'publish', title: 'Publish' },
  { id: 'dbt', title: 'For dbt' },
] as const;

export type SectionId = (typeof sections)[number]['id'];

/** The id of a section’s heading in the page. */
export function headingId(section: SectionId): string {
  return `data-${section}`;
}

/** Brings a section to the top of the window and goes on reading there. The link stays as it is: it holds no place on the page. */
export function goTo(section: SectionId): void {
  const heading = document.getElementById(headingId(section));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
