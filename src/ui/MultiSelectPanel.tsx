import { Check, Minus, Search, X } from 'lucide-react';
import { useState } from 'react';
import {
  Autocomplete,
  Button as AriaButton,
  Input,
  ListBox,
  ListBoxItem,
  ListLayout,
  SearchField,
  type Selection,
  useFilter,
  Virtualizer,
} from 'react-aria-components';
import { Button } from './Button.tsx';
import styles from './MultiSelectPanel.module.css';
import { SegmentedControl } from './SegmentedControl.tsx';
import { sameChoice, settled, type ValueChoice } from './valueChoice.ts';

export interface MultiSelectOption {
  readonly value: string;
  readonly label: string;
  /** Where it belongs, said in small beside it. */
  readonly detail?: string | undefined;
  /** How much it stands for, right of it. */
  readonly count: string;
  readonly isEmpty: boolean;
}

export interface MultiSelectPanelProps {
  /** What is listed, in the plural: `products`. */
  readonly noun: string;
  /** What the counts count. */
  readonly counted: string;
  /** Undefined while they are on the way. */
  readonly options: readonly MultiSelectOption[] | undefined;
  readonly isStale: boolean;
  readonly error: string | null;
  readonly choice: ValueChoice;
  /** One line that says in words what `choice` means. */
  readonly summary: string;
  readonly onChange: (choice: ValueChoice) => void;
}

/** Arrow keys pressed in the search move in the list, as in a combobox; Autocomplete adds aria-controls. */
const comboboxRole = { role: 'combobox', 'aria-expanded': true, 'aria-haspopup': 'listbox' } as const;
const rowHeight = 34;
const mostRows = 8;

/** Chooses some of many values, or all but some: search, arrow keys and Enter are enough. */
export function MultiSelectPanel(props: MultiSelectPanelProps) {
  const { noun, counted, options, isStale, error, choice, summary, onChange } = props;
  const [draft, setDraft] = useState(choice);
  const [search, setSearch] = useState('');
  const { contains } = useFilter({ sensitivity: 'base', ignorePunctuation: true });

  if (options === undefined) {
    return <p className={styles.waiting}>{error ?? `Counting ${counted} …`}</p>;
  }
  const offered = options.map(({ value }) => value);
  // The choice may change elsewhere meanwhile, by Back for one; and a mode without values is not in it.
  const shown = sameChoice(settled(draft, offered), choice) ? draft : choice;
  const found = search === '' ? options : options.filter(({ label }) => contains(label, search));
  const chosen = new Set(shown.values);

  const decide = (next: ValueChoice) => {
    setDraft(next);
    const kept = settled(next, offered);
    if (!sameChoice(kept, choice)) onChange(kept);
  };
  const withFound = (isChosen: boolean) => {
    const rest = shown.values.filter((value) => !found.some((option) => option.value === value));
    decide({ ...shown, values: isChosen ? [...rest, ...found.map(({ value }) => value)] : rest });
  };
  const onSelection = (keys: Selection) => {
    if (keys === 'all') withFound(true);
    else decide({ ...shown, values: [...keys].map(String) });
  };

  return (
    <div className={styles.panel}>
      <SegmentedControl
        label={`How the chosen ${noun} count`}
        segments={[
          { id: 'only', label: 'Only these' },
          { id: 'except', label: 'All except' },
        ]}
        value={shown.mode}
        onChange={(mode) => decide({ ...shown, mode })}
      />
      <Autocomplete inputValue={search} onInputChange={setSearch}>
        {/* Opening the list is asking for it: the first key searches. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <SearchField aria-label={`Search ${noun}`} autoFocus className={styles.search ?? ''}>
          <Search aria-hidden="true" size={15} />
          <Input {...comboboxRole} className={styles.input ?? ''} placeholder={`Search ${options.length} ${noun}`} />
          <AriaButton className={styles.clear ?? ''} aria-label="Clear the search">
            <X aria-hidden="true" size={14} />
          </AriaButton>
        </SearchField>
        <div className={styles.actions}>
          <Button
            look="text"
            isDisabled={found.every(({ value }) => chosen.has(value))}
            onPress={() => withFound(true)}
          >
            {search === '' ? `Select all ${options.length}` : `Select ${found.length} found`}
          </Button>
          <Button
            look="text"
            isDisabled={!found.some(({ value }) => chosen.has(value))}
            onPress={() => withFound(false)}
          >
            {search === '' ? 'Clear' : 'Clear these'}
          </Button>
          <span className={styles.counted}>{counted}</span>
        </div>
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight }}>
          <ListBox
            aria-label={noun}
            aria-busy={isStale}
            className={styles.list ?? ''}
            style={{ blockSize: Math.min(Math.max(found.length, 2), mostRows) * rowHeight }}
            items={found}
            selectionMode="multiple"
            escapeKeyBehavior="none"
            selectedKeys={chosen}
            onSelectionChange={onSelection}
            renderEmptyState={() => (
              <p className={styles.nothing}>
                Nothing called “{search}” among the {noun}.
              </p>
            )}
          >
            {(option) => (
              <ListBoxItem id={option.value} textValue={option.label} className={styles.option ?? ''}>
                <span className={styles.box} data-mode={shown.mode}>
                  {shown.mode === 'only' ? (
                    <Check aria-hidden="true" size={13} strokeWidth={3} />
                  ) : (
                    <Minus aria-hidden="true" size={13} strokeWidth={3} />
                  )}
                </span>
                <span className={styles.name} title={option.label}>
                  {option.label}
                  {option.detail !== undefined && <span className={styles.detail}> {option.detail}</span>}
                </span>
                <span className={styles.count} data-empty={option.isEmpty || undefined}>
                  {option.count}
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Autocomplete>
      <p className={styles.summary} role="status">
        {error ?? summary}
      </p>
    </div>
  );
}
