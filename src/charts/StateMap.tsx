import { type CSSProperties, useId, useState } from 'react';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { Mark, type MarkActivity } from './Mark.tsx';
import styles from './StateMap.module.css';
import { mapLayout, type StateLayout, type StateShape, tileLayout } from './stateShapes.ts';
import { steady } from './steady.tsx';

/** Which colour: of nobody there, of a number that cannot be told, of none, and from the lightest to the strongest. */
export type MapTone = 'nobody' | 'unknown' | 'zero' | 1 | 2 | 3 | 4 | 5 | ChangeTone;
/** Less or more than on the other side, and how far. */
export type ChangeTone = 'less-2' | 'less-1' | 'more-1' | 'more-2';

/** One state of the map, ready to paint. */
export interface MapState {
  /** Its postal code. */
  readonly code: string;
  readonly title: string;
  readonly tone: MapTone;
  /** Told when it is pointed at or focused. */
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  /** What pressing it filters by, and what is read out for that; null where nobody is. */
  readonly switches: { readonly value: string; readonly name: string } | null;
  readonly filtered: 'chosen' | 'leftOut' | null;
}

export interface StateMapProps {
  /** Read out for the whole: what it is coloured by. */
  readonly label: string;
  /** All states, those with numbers first and in the order in which the keyboard visits them. */
  readonly states: readonly MapState[];
  readonly ramp: 'steps' | 'loss' | 'change';
  readonly legend: readonly { readonly tone: MapTone; readonly label: string }[];
  readonly onToggle: (value: string) => void;
}

/** The United States, each state coloured by its number and a switch. One stop of the Tab key; arrow keys go through the states. */
export const StateMap = steady(StateMapPicture);

function StateMapPicture({ label, states, ramp, legend, onToggle }: StateMapProps) {
  const isNarrow = useMediaQuery('(width < 720px)');
  const layout = isNarrow ? tileLayout : mapLayout;
  const [stop, setStop] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const hatch = useId();

  const switches = states.filter((state) => state.switches !== null);
  const tabStop = switches.find(({ code }) => code === stop) ?? switches[0];
  const toldState = states.find(({ code }) => code === told);
  const onActivity = (code: string, activity: MarkActivity) => {
    if (activity === 'focused') {
      setStop(code);
      setFocused(code);
    }
    if (activity === 'blurred') setFocused(null);
    if (activity === 'focused' || activity === 'pointed') setTold(code);
    if (activity === 'blurred' || activity === 'dismissed') setTold(null);
    if (activity === 'left') setTold(focused);
  };

  return (
    <div className={styles.map} data-ramp={ramp} data-layout={isNarrow ? 'tiles' : 'ground'}>
      <div className={styles.stage}>
        <svg viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label={label} data-marks="">
          <Hatch id={hatch} />
          <g aria-hidden="true">
            {states
              .filter((state) => state.switches === null)
              .map((state) => (
                <g
                  key={state.code}
                  onPointerEnter={() => onActivity(state.code, 'pointed')}
                  onPointerLeave={() => onActivity(state.code, 'left')}
                >
                  <Drawn state={state} shape={layout.shapes[state.code]} hatch={null} />
                </g>
              ))}
          </g>
          {switches.map((state) => (
            <Mark
              key={state.code}
              name={state.switches?.name ?? ''}
              pressed={state.filtered === 'chosen'}
              tabStop={state === tabStop}
              onActivity={(activity) => onActivity(state.code, activity)}
              onSelect={() => state.switches !== null && onToggle(state.switches.value)}
            >
              <Drawn state={state} shape={layout.shapes[state.code]} hatch={ramp === 'steps' ? null : hatch} />
            </Mark>
          ))}
          <Outlines states={states} layout={layout} told={told} focused={focused} />
        </svg>
        {toldState !== undefined && <Tooltip state={toldState} layout={layout} />}
      </div>
      <ul className={styles.legend} aria-label="Colours">
        {legend.map((entry) => (
          <li key={entry.tone}>
            <span className={styles.swatch} data-tone={entry.tone} />
            {entry.label}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className={styles.hatchLine} y2="7" />
      </pattern>
    </defs>
  );
}

const lessTones: ReadonlySet<MapTone> = new Set(['less-1', 'less-2']);

function Drawn({ state, shape, hatch }: { state: MapState; shape: StateShape | undefined; hatch: string | null }) {
  if (shape === undefined) return null;
  const isHatched = hatch !== null && (typeof state.tone === 'number' || lessTones.has(state.tone));
  return (
    <>
      <path className={styles.state} data-tone={state.tone} d={shape.path} />
      {isHatched && <path className={styles.hatched} fill={`url(#${hatch})`} d={shape.path} />}
      {shape.leader !== null && <path className={styles.leader} d={shape.leader} />}
      {shape.label !== null && (
        <text
          className={shape.label.inside ? styles.inside : styles.beside}
          data-tone={state.tone}
          x={shape.label.x}
          y={shape.label.y}
        >
          {state.code}
        </text>
      )}
    </>
  );
}

interface OutlinesProps extends Pick<StateMapProps, 'states'> {
  readonly layout: StateLayout;
  readonly told: string | null;
  readonly focused: string | null;
}

/** Over all states, so that no neighbour hides a part of an outline. */
function Outlines({ states, layout, told, focused }: OutlinesProps) {
  return (
    <g className={styles.outlines} aria-hidden="true">
      {states
        .filter(({ filtered }) => filtered !== null)
        .map(({ code, filtered }) => (
          <g key={code} data-filtered={filtered}>
            <path d={layout.shapes[code]?.path} className={styles.casing} />
            <path d={layout.shapes[code]?.path} />
          </g>
        ))}
      {told !== null && <path className={styles.told} d={layout.shapes[told]?.path} />}
      {focused !== null && <path className={styles.focused} d={layout.shapes[focused]?.path} />}
    </g>
  );
}

/** The numbers of one state. Its button says the same, so this is for the eye only. */
function Tooltip({ state, layout }: { state: MapState; layout: StateLayout }) {
  const shape = layout.shapes[state.code];
  if (shape === undefined) return null;
  const down = shape.y / layout.height;
  const place: CSSProperties & Record<'--across', string> = {
    '--across': `${(shape.x / layout.width) * 100}%`,
    ...(down < 0.5 ? { insetBlockStart: `${down * 100}%` } : { insetBlockEnd: `${(1 - down) * 100}%` }),
  };
  return (
    <div className={styles.tooltip} aria-hidden="true" style={place}>
      <p className={styles.tooltipTitle}>{state.title}</p>
      <dl>
        {state.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
