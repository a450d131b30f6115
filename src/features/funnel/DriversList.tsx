import { RangeMark } from '../../charts/RangeMark.tsx';
import { Button } from '../../ui/Button.tsx';
import { Defined } from './Defined.tsx';
import styles from './DriversList.module.css';
import type { DriverLine, DriversView } from './driversView.ts';

interface DriversListProps {
  readonly view: DriversView;
  readonly onLeaveOut: (driver: DriverLine) => void;
  readonly onOnly: (driver: DriverLine) => void;
  readonly onShow: (driver: DriverLine) => void;
}

/** The drivers, the most telling first, as rows where there is room and as cards where there is not. */
export function DriversList({ view: { sentence, lines }, onLeaveOut, onOnly, onShow }: DriversListProps) {
  return (
    <>
      {sentence !== null && <p className={styles.sentence}>{sentence}</p>}
      <ol className={styles.drivers}>
        {lines.map((line) => (
          <li key={line.id} className={styles.driver}>
            <div className={styles.what}>
              <strong>{line.label}</strong>
              {line.notes.map((note) => (
                <span key={note} className={styles.note}>
                  {note}
                </span>
              ))}
              <span className={styles.actions} data-print="skip">
                <Button look="text" aria-label={`Leave out ${line.label}`} onPress={() => onLeaveOut(line)}>
                  Leave out
                </Button>
                <Button look="text" aria-label={`Only ${line.label}`} onPress={() => onOnly(line)}>
                  Only
                </Button>
                <Button look="text" aria-label={`Show sessions lost of ${line.label}`} onPress={() => onShow(line)}>
                  Show sessions
                </Button>
              </span>
            </div>
            <Figures line={line} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Figures({ line }: { line: DriverLine }) {
  return (
    <dl className={styles.figures}>
      <div>
        <dt>
          <Defined word="session">Sessions</Defined>
        </dt>
        <dd>{line.sessions}</dd>
      </div>
      <div>
        <dt>
          <Defined word="lost" />
        </dt>
        <dd className={styles.lost}>{line.lost}</dd>
      </div>
      <div>
        <dt>Of all lost</dt>
        <dd className={styles.share}>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.hatched} style={{ inlineSize: `${line.lostShareRate * 100}%` }} />
            <span className={styles.expected} style={{ insetInlineStart: `${line.sessionsShareRate * 100}%` }} />
          </span>
          <span>{line.lostShare}</span>
        </dd>
      </div>
      <div>
        <dt>Go on there</dt>
        <dd className={styles.rate}>
          {line.thereRange !== null && <RangeMark {...line.thereRange} />}
          {line.there}
        </dd>
      </div>
      <div>
        <dt>
          <Defined word="withoutDriver">Without it</Defined>
        </dt>
        <dd className={styles.rate}>
          {line.withoutRange !== null && <RangeMark {...line.withoutRange} />}
          {line.without}
        </dd>
      </div>
      <div>
        <dt>Change</dt>
        <dd>{line.change}</dd>
      </div>
    </dl>
  );
}
