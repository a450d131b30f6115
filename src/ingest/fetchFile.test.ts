import { describe, expect, it } from 'vitest';
import { fetchFile, type Fetch, piecesAt } from './fetchFile.ts';
import { DatasetError } from './issue.ts';

const content = 'event_id,session_id\n';

/** A body that gives these texts and then, if told so, breaks off. */
function body(texts: readonly string[], breaks = false): ReadableStream<Uint8Array> {
  const left = texts.map((text) => new TextEncoder().encode(text));
  return new ReadableStream({
    pull(controller) {
      const next = left.shift();
      if (next !== undefined) controller.enqueue(next);
      else if (breaks) controller.error(new TypeError('network error'));
      else controller.close();
    },
  });
}

/** A body that gives these texts and then nothing, until it is stopped. */
function stalling(stop: AbortSignal, texts: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      stop.addEventListener('abort', () => controller.error(stop.reason));
    },
  });
}

/** A server that gives these answers one after the other, the last one for ever. */
function server(...answers: readonly (() => Response)[]): { fetch: Fetch; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    fetch: (url) => {
      const answer = answers[Math.min(asked.push(url), answers.length) - 1];
      return answer === undefined ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(answer());
    },
  };
}

async function outcome(fetch: Fetch, bytes: number | null = content.length): Promise<string> {
  try {
    const received = await fetchFile('https://shop.example/events.csv', { file: 'events.csv', bytes, fetch, pause: 0 });
    return new TextDecoder().decode(received);
  } catch (error) {
    if (error instanceof DatasetError) return error.message;
    throw error;
  }
}

describe('fetchFile', () => {
  it('gives the bytes and tells how many are there', async () => {
    const told: number[] = [];
    const { fetch, asked } = server(() => new Response(body([content.slice(0, 5), content.slice(5)])));
    const received = await fetchFile('https://shop.example/events.csv', {
      file: 'events.csv',
      bytes: content.length,
      fetch,
      onBytes: (count) => told.push(count),
    });
    expect(new TextDecoder().decode(received)).toBe(content);
    expect(told).toEqual([5, content.length]);
    expect(asked).toEqual(['https://shop.example/events.csv']);
  });

  it.each([
    [
      'a page with status 200',
      () => new Response('<!DOCTYPE html><title>Shop'),
      'The server sent a web page instead of events.csv.',
    ],
    [
      'a page after blank lines',
      () => new Response('\n <html lang="en">'),
      'The server sent a web page instead of events.csv.',
    ],
    ['404', () => new Response('gone', { status: 404 }), 'events.csv is not on the server (404).'],
    ['403', () => new Response('no', { status: 403 }), 'The server does not give events.csv to this page (403).'],
    ['500', () => new Response('', { status: 500 }), 'The server failed to send events.csv (500). Retry in a while.'],
    ['nothing', () => new Response(''), 'events.csv is empty.'],
  ])('refuses %s and does not ask again', async (_, answer, sentence) => {
    const { fetch, asked } = server(answer);
    expect(await outcome(fetch)).toBe(sentence);
    expect(asked).toHaveLength(1);
  });

  it('tries a dropped connection twice more', async () => {
    const dropped = () => new Response(body(['event'], true));
    const { fetch, asked } = server(dropped, dropped, () => new Response(content));
    expect(await outcome(fetch)).toBe(content);
    expect(asked).toHaveLength(3);
  });

  it('says how much arrived when the connection keeps dropping', async () => {
    const { fetch, asked } = server(() => new Response(body(['x'.repeat(12_000)], true)));
    expect(await outcome(fetch, 300_000)).toBe(
      'events.csv arrived cut short: 12 kB of 300 kB. Check the network and retry.',
    );
    expect(asked).toHaveLength(3);
  });

  it('knows a file cut short by its promised size, even when the connection closed politely', async () => {
    const { fetch, asked } = server(() => new Response('x'.repeat(12_000)));
    expect(await outcome(fetch, 300_000)).toBe(
      'events.csv arrived cut short: 12 kB of 300 kB. Check the network and retry.',
    );
    expect(asked).toHaveLength(3);
  });

  it('says that there is no connection', async () => {
    const { fetch, asked } = server();
    expect(await outcome(fetch)).toBe(
      'events.csv could not be fetched: no connection to the server. Check the network and retry.',
    );
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['before its first byte', (stop: AbortSignal) => stalling(stop, [])],
    ['half-way', (stop: AbortSignal) => stalling(stop, ['event'])],
  ])('gives up a server that stands still %s', async (_, answer) => {
    const fetch: Fetch = (url, { signal }) => Promise.resolve(new Response(signal ? answer(signal) : url));
    await expect(
      fetchFile('https://shop.example/e.csv', { file: 'e.csv', bytes: 20, fetch, stallMs: 20 }),
    ).rejects.toThrow('e.csv stopped arriving: the server sent nothing for 0.02 seconds. Check the network and retry.');
  });

  it('stops with the signal’s reason, without another try', async () => {
    const abort = new AbortController();
    const { fetch, asked } = server();
    const aborting: Fetch = (url, init) => {
      abort.abort(new Error('left'));
      return fetch(url, init);
    };
    await expect(
      fetchFile('https://shop.example/e.csv', { file: 'e.csv', bytes: 1, fetch: aborting, signal: abort.signal }),
    ).rejects.toThrow('left');
    expect(asked).toHaveLength(1);
  });
});

describe('piecesAt', () => {
  const text = 'abcdefghijklmnopqrstuvwxyz';
  const promised = { file: 'dataset.duckdb', bytes: text.length, sha256: 'f'.repeat(64) };

  async function piecesOf(fetch: Fetch, bytes = text.length): Promise<string[]> {
    let pieces: string[] = [];
    await piecesAt('https://shop.example/', fetch)(
      { ...promised, bytes },
      10,
      (piece, place) => {
        pieces = [...pieces.slice(0, place), new TextDecoder().decode(piece)];
        return Promise.resolve();
      },
      () => undefined,
      new AbortController().signal,
    );
    return pieces;
  }

  it.each([[[text]], [['abc', 'defghijklmnopqrstuvwxy', 'z']], [text.split('')]])(
    'cuts what comes as %j into equal pieces',
    async (parts) => {
      const { fetch, asked } = server(() => new Response(body(parts)));
      expect(await piecesOf(fetch)).toEqual(['abcdefghij', 'klmnopqrst', 'uvwxyz']);
      expect(asked).toEqual([`https://shop.example/dataset.duckdb?v=${'f'.repeat(16)}`]);
    },
  );

  it('begins with the first piece again when the connection broke', async () => {
    const broken = () => new Response(body(['ABCDEFGHIJKLM'], true));
    const { fetch } = server(broken, () => new Response(text));
    expect(await piecesOf(fetch)).toEqual(['abcdefghij', 'klmnopqrst', 'uvwxyz']);
  });

  it('knows a file cut short, and a page in its place', async () => {
    await expect(piecesOf(server(() => new Response(text)).fetch, 300)).rejects.toThrow('arrived cut short');
    await expect(piecesOf(server(() => new Response('<!doctype html><p>')).fetch)).rejects.toThrow(
      'The server sent a web page instead of dataset.duckdb.',
    );
  });

  it('gives up what its receiver refuses', async () => {
    const { fetch, asked } = server(() => new Response(text));
    const refused = piecesAt('https://shop.example/', fetch)(
      promised,
      10,
      () => Promise.reject(new Error('altered')),
      () => undefined,
      new AbortController().signal,
    );
    await expect(refused).rejects.toThrow('altered');
    expect(asked).toHaveLength(1);
  });
});
