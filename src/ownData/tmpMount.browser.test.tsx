import { cleanup, render } from '@testing-library/react';
import { type ReactNode, StrictMode, Suspense, useEffect, useState } from 'react';
import { expect, it } from 'vitest';
import type { OwnDataTools } from './ownDataTools.ts';
import { OwnDataScreen } from './OwnDataScreen.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import '../app/tokens.css';
import '../app/page.css';

const no = () => undefined;
const tools: OwnDataTools = {
  inspect: (file) => Promise.resolve({ path: file.path, bytes: 1, format: 'csv', isGzip: false, csv: { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', headerLine: 1 }, columns: [{ name: 'sid', samples: ['a'] }, { name: 'ts', samples: ['01/02/2024 10:00'] }, { name: 'action', samples: ['view', 'buy'] }], rows: [] }),
  trial: () => Promise.resolve({ refused: [] }),
  rememberedPlan: () => null,
  rememberPlan: no,
  kept: { list: () => Promise.resolve([{ id: 'own-1', title: 'March', files: [], keptAt: '2024-01-01' }]), remove: () => Promise.resolve(), canKeep: true },
};

function Late({ what }: { what: ReactNode }) {
  const [on, setOn] = useState(false);
  useEffect(() => setOn(true), []);
  return <main><h1>x</h1>{on && what}</main>;
}
const screen = <OwnDataScreen tools={tools} wanted={null} opening={null} onOpen={no} onOpenKept={no} onClose={no} />;
const panel = <SidePanel title="t" onClose={no}>hello</SidePanel>;
it('variants', async () => {
  const out: string[] = [];
  const said: string[] = [];
  for (const k of ['error', 'warn'] as const) console[k] = (...a: unknown[]) => { said.push(a.map(String).join(' ').slice(0, 300)); };
  window.addEventListener('error', (e) => said.push('EV ' + e.message));

  for (const [name, ui] of [
    ['plain screen', <Suspense fallback={<p>SUSPENDED</p>}>{screen}</Suspense>],
    ['late screen strict', <StrictMode><Late what={screen} /></StrictMode>],
    ['late screen', <Late what={screen} />],
    ['screen strict', <StrictMode>{screen}</StrictMode>],
    ['late panel strict', <StrictMode><Late what={panel} /></StrictMode>],
    ['late panel', <Late what={panel} />],
  ] as const) {
    const r = render(ui);
    await new Promise((done) => setTimeout(done, 1500));
    out.push(`${name}: ${document.querySelectorAll('[role=dialog]').length} ${document.body.innerHTML.slice(0, 300)}`);
    r.unmount();
    cleanup();
  }
  console.log('OUT ' + out.join(' | ') + ' SAID ' + said.join(' ## '));
  expect(1).toBe(1);
});
