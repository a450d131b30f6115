import { expect, it } from 'vitest';
import { exposureYaml } from './exposure.ts';

it('is a dbt exposure of the dashboard', () => {
  const yaml = exposureYaml({
    url: 'https://shop.example/dashboard/?view=data&state=!Georgia',
    title: 'Greenery dashboard',
    models: ['events', 'product_inventory_snapshot', 'events'],
  });
  expect(yaml).toBe(`version: 2

exposures:
  - name: greenery_dashboard
    label: "Greenery dashboard"
    type: dashboard
    maturity: medium
    url: "https://shop.example/dashboard/?view=data&state=!Georgia"
    description: "How sessions move through the funnel, where they are lost, and how stock moves: Greenery dashboard."
    depends_on:
      - ref('events')
      - ref('product_inventory_snapshot')
    owner:
      name: "to fill in"
      email: "to fill in"
`);
});

it('says so when it depends on nothing', () => {
  expect(exposureYaml({ url: 'u', title: 't', models: [] })).toContain('\n    depends_on: []\n    owner:\n');
});

it.each([
  ['quotes and colons', 'Ann’s “best”: "plants" \\ #1', 'anns_best_plants_1', '"Ann’s “best”: \\"plants\\" \\\\ #1"'],
  ['line ends', 'a\nb\tc', 'a_b_c', '"a\\nb\\tc"'],
  ['accents', 'Fougères d’été', 'fougeres_dete', '"Fougères d’été"'],
  ['nothing dbt allows in a name', '植物', 'greenery_dashboard', '"植物"'],
  ['Jinja', '{{ env_var("X") }} {% x %}', 'env_var_x_x', `"{{ '{' }}{ env_var(\\"X\\") }} {{ '{' }}% x %}"`],
  ['what YAML cannot hold', 'a\u0085\u2028b', 'a_b', '"a\\u0085\\u2028b"'],
])('keeps a title with %s', (_, title, name, label) => {
  const lines = exposureYaml({ url: 'u', title, models: [] }).split('\n');
  expect(lines).toContain(`  - name: ${name}`);
  expect(lines).toContain(`    label: ${label}`);
});

it('keeps odd names of models inside their quotes', () => {
  expect(exposureYaml({ url: 'u', title: 't', models: ["it's"] })).toContain("      - ref('it\\'s')\n");
});
