import { download } from '../../exports/download.ts';
import { pictureOf } from '../../exports/picture.ts';
import { Button } from '../../ui/Button.tsx';
import type { PanelSubject } from '../../ui/panelTools.ts';
import { panelAbout, panelFileName } from './panelAbout.ts';
import styles from './PanelSheet.module.css';
import type { PanelSource } from './panelSource.ts';
import { SaidLine } from '../../ui/SaidLine.tsx';
import { useDoing } from '../../ui/useDoing.ts';

/** The panel as it is on screen, as a file. */
export function PictureButtons({ panel, source }: { panel: PanelSubject; source: PanelSource }) {
  const { doing, said, run } = useDoing();
  const save = async (kind: 'png' | 'svg') => {
    const figure = panel.figure.current;
    if (figure === null) throw new Error('The panel is not on the page any more, so there is no picture of it.');
    const name = panelFileName(panel, source, kind);
    download(name, await pictureOf(figure, panelAbout(panel, source), kind));
    return { tone: 'done', sentence: `Saved as ${name}.` } as const;
  };
  const button = (kind: 'png' | 'svg') => (
    <Button onPress={() => void run('Drawing …', () => save(kind))}>{kind.toUpperCase()}</Button>
  );
  return (
    <>
      <div className={styles.buttons}>
        {button('png')}
        {button('svg')}
      </div>
      <SaidLine doing={doing} said={said} />
    </>
  );
}
