import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyText } from './copyText.ts';
import { download } from './download.ts';

afterEach(() => vi.unstubAllGlobals());

describe('download', () => {
  it('hands the browser the whole file under its name, and leaves nothing in the page', async () => {
    const clicked = new Promise<HTMLAnchorElement>((resolve) => {
      const take = (event: MouseEvent) => {
        event.preventDefault();
        if (event.target instanceof HTMLAnchorElement) resolve(event.target);
      };
      document.addEventListener('click', take, { once: true });
    });
    download('greenery-funnel.csv', new Blob(['a,b\r\n'], { type: 'text/csv' }));
    const anchor = await clicked;
    expect(anchor.download).toBe('greenery-funnel.csv');
    expect(anchor.isConnected).toBe(false);
    expect(await (await fetch(anchor.href)).text()).toBe('a,b\r\n');
    URL.revokeObjectURL(anchor.href);
  });
});

describe('copyText', () => {
  const withClipboard = (clipboard: object | undefined) => vi.stubGlobal('navigator', { clipboard });

  it('puts the text into the clipboard', async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    withClipboard({ writeText });
    expect(await copyText('| a |')).toBe(true);
    expect(writeText.mock.calls).toEqual([['| a |']]);
  });

  it('is false where the browser refuses or has none', async () => {
    withClipboard({ writeText: () => Promise.reject(new Error('denied')) });
    expect(await copyText('a')).toBe(false);
    withClipboard(undefined);
    expect(await copyText('a')).toBe(false);
  });
});
