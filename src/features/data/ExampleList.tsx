import { examples } from '../../model/examples.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './ExampleList.module.css';
import { Section } from './Section.tsx';

interface ExampleListProps {
  /** Puts a statement into the editor. */
  readonly onWrite: (statement: string) => void;
  /** Puts it there and runs it. */
  readonly onRun: (statement: string) => void;
}

/** Questions of the shop with statements that answer them. */
export function ExampleList({ onWrite, onRun }: ExampleListProps) {
  return (
    <Section id="examples" subtitle="questions with their statements, to run or to change">
      <ul className={styles.examples}>
        {examples.map(({ id, title, means, sql }) => (
          <li key={id}>
            <h3>{title}</h3>
            <p>{means}</p>
            <div className={styles.uses}>
              <Button aria-label={`Run “${title}”`} onPress={() => onRun(sql)}>
                Run
              </Button>
              <Button look="text" aria-label={`Edit “${title}”`} onPress={() => onWrite(sql)}>
                Edit first
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
