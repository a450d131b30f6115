import type { Counting } from '../../model/filters.ts';
import type { Word } from '../../model/words.ts';
import { defaultViewState } from '../../url/viewState.ts';
import { FieldPopover } from '../../ui/FieldPopover.tsx';
import { RadioPanel } from '../../ui/RadioPanel.tsx';
import styles from './CountingSwitch.module.css';
import { baseWords, countingText, readingWords, unitWords } from './filtersView.ts';

interface CountingSwitchProps {
  readonly counting: Counting;
  readonly onChange: (counting: Counting) => void;
}

/** Says how sessions are counted, and changes it: what counts, when it is at a step, and what 100 % is. */
export function CountingSwitch({ counting, onChange }: CountingSwitchProps) {
  return (
    <FieldPopover
      look="words"
      label="Counting"
      value={countingText(counting)}
      isSet={countingText(counting) !== countingText(defaultViewState.counting)}
    >
      <div className={styles.groups}>
        <Group
          title="What counts"
          words={unitWords}
          value={counting.unit}
          onChange={(unit) => onChange({ ...counting, unit })}
        />
        <Group
          title="When it is at a step"
          words={readingWords}
          value={counting.reading}
          onChange={(reading) => onChange({ ...counting, reading })}
        />
        <Group
          title="What 100 % is"
          words={baseWords}
          value={counting.base}
          onChange={(base) => onChange({ ...counting, base })}
        />
      </div>
    </FieldPopover>
  );
}

interface GroupProps<T extends string> {
  readonly title: string;
  readonly words: Readonly<Record<T, Word>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Group<T extends string>({ title, words, value, onChange }: GroupProps<T>) {
  const options = (Object.keys(words) as T[]).map((id) => ({ value: id, ...words[id] }));
  return (
    <div>
      <p className={styles.title}>{title}</p>
      <RadioPanel label={title} options={options} value={value} onChange={onChange} />
    </div>
  );
}
