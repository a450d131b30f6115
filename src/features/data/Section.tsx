import type { ReactNode } from 'react';
import styles from './Section.module.css';
import { headingId, type SectionId, sections } from './sections.ts';

interface SectionProps {
  readonly id: SectionId;
  /** Beside the title. */
  readonly subtitle?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the view: a region named by its title, which the list of sections can jump to. */
export function Section({ id, subtitle, children }: SectionProps) {
  return (
    <section className={styles.section} aria-labelledby={headingId(id)}>
      <div className={styles.head}>
        <h2 id={headingId(id)} tabIndex={-1}>
          {sections.find((section) => section.id === id)?.title}
        </h2>
        {subtitle !== undefined && <span className={styles.subtitle}>{subtitle}</span>}
      </div>
      {children}
    </section>
  );
}
