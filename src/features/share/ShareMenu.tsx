import { Link2, Printer } from 'lucide-react';
import { useState } from 'react';
import { copyText } from '../../exports/copyText.ts';
import { linkCheck } from '../../model/linkCheck.ts';
import { Button } from '../../ui/Button.tsx';
import { MenuPopover } from '../../ui/MenuPopover.tsx';
import { linkOf } from '../../url/useViewState.ts';
import type { ViewState } from '../../url/viewState.ts';
import styles from './ShareMenu.module.css';

interface ShareMenuProps {
  readonly state: ViewState;
  /** Of the dataset on screen; null while there is none. */
  readonly dataVersion: string | null;
  readonly title: string;
  /** The link leads to files that are in this browser only. */
  readonly isOwnData: boolean;
}

/** The ways to pass a view on: a link, a frame for another page, paper. */
export function ShareMenu(props: ShareMenuProps) {
  return (
    <MenuPopover label="Share" icon={<Link2 aria-hidden="true" size={15} />}>
      {({ close }) => <Ways {...props} onClose={close} />}
    </MenuPopover>
  );
}

function Ways({ state, dataVersion, title, isOwnData, onClose }: ShareMenuProps & { readonly onClose: () => void }) {
  const check = dataVersion === null ? null : linkCheck(dataVersion);
  const link = linkOf({ ...state, check, embed: null });
  const frame = linkOf({ ...state, check, embed: 'view', sessions: null });
  const code = `<iframe src="${escaped(frame)}" title="${escaped(title)}" width="100%" height="800" style="border:0"></iframe>`;
  return (
    <div className={styles.ways}>
      {isOwnData && (
        <p className={styles.says}>
          This shows files of your own, which never leave your browser: whoever gets the link sees it after opening the
          same files, read the same way. To show it to everybody, publish it from the view Data.
        </p>
      )}
      <Copyable label="Link" says="Opens this very view. If data or definitions change, it says so." text={link} />
      <Copyable
        label="Frame for another page"
        says="This view without its head. For one panel, write its name after “embed=”, such as “funnel”."
        text={code}
      />
      <Button
        onPress={() => {
          onClose();
          // The menu has to be gone before the page is put on paper.
          setTimeout(() => window.print(), 100);
        }}
      >
        <Printer aria-hidden="true" size={15} />
        Print, or save as PDF
      </Button>
    </div>
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function Copyable({ label, says, text }: { label: string; says: string; text: string }) {
  const [done, setDone] = useState<'no' | 'copied' | 'failed'>('no');
  const copy = async () => {
    // Where there is no clipboard the text beside is to be copied by hand.
    setDone((await copyText(text)) ? 'copied' : 'failed');
  };
  return (
    <div className={styles.way}>
      <label className={styles.field}>
        <span>{label}</span>
        <input readOnly value={text} onFocus={(event) => event.target.select()} />
      </label>
      <Button look="strong" aria-label={`Copy: ${label}`} onPress={() => void copy()} onBlur={() => setDone('no')}>
        {done === 'copied' ? 'Copied' : 'Copy'}
      </Button>
      <p className={styles.says} role="status">
        {done === 'failed' ? 'This browser does not let the page copy: select the text and copy it.' : says}
      </p>
    </div>
  );
}
