import { describe, expect, it, vi } from 'vitest';
import { EngineError, type MortalEngine } from './engine.ts';
import { superviseEngine, type Supervised, type Supervisor } from './supervisor.ts';

const lost = () => new EngineError('lost', 'The database stopped working.');

/** An engine that only lives and dies. */
function mortal() {
  let die: (error: EngineError) => void = () => undefined;
  const died = new Promise<EngineError>((resolve) => (die = resolve));
  const close = vi.fn(() => Promise.resolve());
  return { engine: { lost: died, close } as unknown as MortalEngine, die: () => die(lost()), close };
}

/** The first snapshot that is as wanted. */
function until<T, P>(
  supervisor: Supervisor<T, P>,
  wanted: (snapshot: Supervised<T, P>) => boolean,
): Promise<Supervised<T, P>> {
  return new Promise((resolve) => {
    const look = () => {
      if (wanted(supervisor.getSnapshot())) resolve(supervisor.getSnapshot());
    };
    supervisor.subscribe(look);
    look();
  });
}

const ready = (generation: number) => (snapshot: Supervised<unknown, unknown>) =>
  snapshot.status === 'ready' && snapshot.generation === generation;
const failed = (snapshot: Supervised<unknown, unknown>) => snapshot.status === 'failed';

/** A supervisor whose engines come one after the other. */
function supervised(prepare: () => Promise<string> = () => Promise.resolve('data')) {
  const engines: ReturnType<typeof mortal>[] = [];
  let time = 0;
  const supervisor = superviseEngine({
    open: () => {
      const next = mortal();
      engines.push(next);
      return Promise.resolve(next.engine);
    },
    prepare,
    now: () => time,
  });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { supervisor, engines, pass };
}

describe('a supervised engine', () => {
  it('is ready with its data', async () => {
    const { supervisor, engines } = supervised();
    expect(supervisor.getSnapshot()).toEqual({ status: 'starting', generation: 0, progress: null });
    expect(await until(supervisor, ready(0))).toMatchObject({ engine: engines[0]?.engine, data: 'data' });
  });

  it('shows progress of the start and of the loading', async () => {
    const seen: unknown[] = [];
    const supervisor = superviseEngine<string, string>({
      open: (report) => {
        report('downloading');
        return Promise.resolve(mortal().engine);
      },
      prepare: (_, report) => {
        report('loading');
        return Promise.resolve('data');
      },
    });
    supervisor.subscribe(() => seen.push(supervisor.getSnapshot()));
    await until(supervisor, ready(0));
    expect(seen).toMatchObject([{ status: 'starting', progress: 'loading' }, { status: 'ready' }]);
  });

  it('starts again and loads again when it dies', async () => {
    const prepare = vi.fn(() => Promise.resolve('data'));
    const { supervisor, engines } = supervised(prepare);
    await until(supervisor, ready(0));
    engines[0]?.die();
    expect(await until(supervisor, ready(1))).toMatchObject({ engine: engines[1]?.engine });
    expect(prepare).toHaveBeenCalledTimes(2);
    expect(engines[0]?.close).toHaveBeenCalled();
  });

  it('starts again when it dies while its data is loaded', async () => {
    const prepare = vi.fn<() => Promise<string>>().mockRejectedValueOnce(lost()).mockResolvedValue('data');
    const { supervisor } = supervised(prepare);
    expect(await until(supervisor, ready(1))).toMatchObject({ data: 'data' });
  });

  it('gives up at the fourth death within a minute', async () => {
    const { supervisor, engines } = supervised();
    for (const generation of [0, 1, 2, 3]) {
      await until(supervisor, ready(generation));
      engines[generation]?.die();
    }
    expect(await until(supervisor, failed)).toMatchObject({ generation: 3, error: { kind: 'lost' } });
    expect(engines).toHaveLength(4);
  });

  it('does not give up when the deaths are far apart', async () => {
    const { supervisor, engines, pass } = supervised();
    for (const generation of [0, 1, 2, 3, 4, 5]) {
      await until(supervisor, ready(generation));
      engines[generation]?.die();
      pass(20_001);
    }
    expect(await until(supervisor, ready(6))).toMatchObject({ status: 'ready' });
  });

  it('keeps a failure that is not a death until retry, which uses a new engine', async () => {
    const missing = new Error('events.csv is missing.');
    const prepare = vi.fn<() => Promise<string>>().mockRejectedValueOnce(missing).mockResolvedValue('data');
    const { supervisor, engines } = supervised(prepare);
    expect(await until(supervisor, failed)).toMatchObject({ error: missing });
    expect(engines[0]?.close).toHaveBeenCalled();
    supervisor.retry();
    expect(supervisor.getSnapshot()).toMatchObject({ status: 'starting', generation: 1 });
    expect(await until(supervisor, ready(1))).toMatchObject({ engine: engines[1]?.engine });
  });

  it('keeps the failure to open', async () => {
    const error = new EngineError('start', 'The server answered 404.');
    const supervisor = superviseEngine({ open: () => Promise.reject(error), prepare: () => Promise.resolve('data') });
    expect(await until(supervisor, failed)).toMatchObject({ error });
  });

  it('has nothing to retry while it is well', async () => {
    const { supervisor, engines } = supervised();
    const snapshot = await until(supervisor, ready(0));
    supervisor.retry();
    expect(supervisor.getSnapshot()).toBe(snapshot);
    expect(engines).toHaveLength(1);
  });

  it('ends its engine and stays silent after close', async () => {
    const { supervisor, engines } = supervised();
    const snapshot = await until(supervisor, ready(0));
    const heard = vi.fn();
    supervisor.subscribe(heard);
    supervisor.close();
    engines[0]?.die();
    await Promise.resolve();
    expect(engines[0]?.close).toHaveBeenCalledOnce();
    expect(heard).not.toHaveBeenCalled();
    expect(supervisor.getSnapshot()).toBe(snapshot);
  });

  it('ends an engine that opens after close', async () => {
    const late = mortal();
    let open: (engine: MortalEngine) => void = () => undefined;
    const supervisor = superviseEngine({
      open: () => new Promise<MortalEngine>((resolve) => (open = resolve)),
      prepare: () => Promise.resolve('data'),
    });
    supervisor.close();
    open(late.engine);
    await vi.waitFor(() => expect(late.close).toHaveBeenCalledOnce());
  });
});
