import { FilePlus2, FolderOpen } from 'lucide-react';
import { DropZone, type DropZoneProps, FileTrigger } from 'react-aria-components';
import { Button } from '../ui/Button.tsx';
import { type Chosen, chosenOf, droppedOf } from './chosenFiles.ts';
import styles from './DropPlace.module.css';

interface DropPlaceProps {
  /** Nothing was chosen yet: it says what can be. */
  readonly isFirst: boolean;
  readonly onFiles: (chosen: Chosen) => void;
}

/** Where files come in: dropped, pasted, or chosen with one of two buttons. */
export function DropPlace({ isFirst, onFiles }: DropPlaceProps) {
  const onDrop: DropZoneProps['onDrop'] = (event) => {
    void droppedOf(event.items).then(onFiles);
  };
  const onSelect = (list: FileList | null) => {
    if (list !== null && list.length > 0) onFiles(chosenOf(list));
  };
  return (
    <DropZone
      aria-label="Drop files here"
      className={styles.zone ?? ''}
      data-first={isFirst || undefined}
      getDropOperation={() => 'copy'}
      onDrop={onDrop}
    >
      <p className={styles.call}>{isFirst ? 'Drop files or a folder here' : 'Drop more files here'}</p>
      <div className={styles.buttons}>
        <FileTrigger allowsMultiple onSelect={onSelect}>
          <Button look={isFirst ? 'strong' : 'framed'}>
            <FilePlus2 aria-hidden="true" size={15} />
            Choose files
          </Button>
        </FileTrigger>
        <FileTrigger acceptDirectory onSelect={onSelect}>
          <Button>
            <FolderOpen aria-hidden="true" size={15} />
            Choose a folder
          </Button>
        </FileTrigger>
      </div>
      {isFirst && (
        <ul className={styles.usable}>
          <li>CSV, TSV and other separated text, also packed with gzip</li>
          <li>Parquet</li>
          <li>A log of events is enough: who, when and what. Users, products, orders and stock add what they know.</li>
        </ul>
      )}
    </DropZone>
  );
}
