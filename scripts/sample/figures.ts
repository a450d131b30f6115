/**
 * What is known about the 578-session edition of greenery. The sample is built to match it, and the tests look for it in the
 * sample and in the shop's own rows. Times are UTC, money is US dollars.
 */

export interface ProductFigures {
  readonly name: string;
  readonly price: number;
  /** Units on hand at each weekly snapshot. */
  readonly stock: readonly [number, number, number, number];
  /** Sessions that viewed it, carted it, ordered it, and had the order shipped. */
  readonly viewed: number;
  readonly carted: number;
  readonly ordered: number;
  readonly shipped: number;
  readonly pageViews: number;
  readonly addToCarts: number;
  readonly units: number;
  readonly revenue: number;
}

type ProductLine = readonly [
  name: string,
  price: number,
  stock: ProductFigures['stock'],
  sessions: readonly [viewed: number, carted: number, ordered: number, shipped: number],
  pageViews: number,
  addToCarts: number,
  units: number,
  revenue: number,
];

const productLines: readonly ProductLine[] = [
  ['String of pearls', 80.5, [58, 10, 0, 10], [64, 44, 39, 38], 65, 44, 107, 8613.5],
  ['Arrow Head', 30.95, [100, 100, 100, 100], [63, 39, 35, 32], 64, 39, 87, 2692.65],
  ['Cactus', 15, [81, 81, 81, 81], [55, 32, 30, 29], 55, 32, 63, 945],
  ['ZZ Plant', 25, [89, 89, 53, 41], [63, 35, 34, 31], 65, 35, 86, 2150],
  ['Bamboo', 15.25, [56, 56, 44, 23], [67, 42, 36, 34], 69, 42, 95, 1448.75],
  ['Rubber Plant', 20.5, [92, 92, 92, 92], [54, 32, 28, 27], 56, 32, 73, 1496.5],
  ['Monstera', 50.75, [77, 64, 50, 31], [49, 26, 25, 23], 49, 26, 61, 3095.75],
  ['Calathea Makoyana', 40.25, [94, 94, 94, 94], [53, 32, 27, 26], 53, 32, 72, 2898],
  ['Fiddle Leaf Fig', 85.5, [82, 82, 82, 82], [56, 30, 28, 26], 59, 30, 69, 5899.5],
  ['Majesty Palm', 70, [74, 74, 74, 74], [67, 38, 33, 29], 69, 38, 83, 5810],
  ['Aloe Vera', 15, [47, 47, 47, 47], [65, 36, 32, 28], 65, 36, 79, 1185],
  ["Devil's Ivy", 15.25, [88, 88, 88, 88], [45, 24, 22, 20], 45, 24, 62, 945.5],
  ['Philodendron', 45, [51, 25, 15, 30], [62, 32, 30, 25], 63, 32, 86, 3870],
  ['Jade Plant', 15, [94, 94, 94, 94], [46, 24, 22, 20], 46, 24, 63, 945],
  ['Pilea Peperomioides', 20.5, [85, 85, 85, 85], [59, 31, 28, 25], 60, 32, 63, 1291.5],
  ['Spider Plant', 15, [67, 67, 67, 67], [59, 30, 28, 23], 59, 30, 78, 1170],
  ['Dragon Tree', 50.25, [73, 73, 73, 73], [62, 34, 29, 29], 62, 34, 73, 3668.25],
  ['Money Tree', 30.5, [59, 59, 59, 59], [56, 26, 26, 25], 56, 26, 67, 2043.5],
  ['Orchid', 50.75, [58, 58, 58, 58], [75, 37, 34, 33], 75, 37, 86, 4364.5],
  ['Bird of Paradise', 65, [97, 97, 97, 97], [60, 33, 27, 25], 60, 33, 71, 4615],
  ['Ficus', 20.25, [44, 44, 44, 44], [68, 35, 29, 27], 68, 35, 69, 1397.25],
  ['Birds Nest Fern', 15.5, [49, 49, 49, 49], [78, 40, 33, 30], 80, 40, 80, 1240],
  ['Pink Anthurium', 60.95, [95, 95, 95, 95], [74, 37, 31, 29], 74, 37, 70, 4266.5],
  ['Boston Fern', 20, [77, 77, 77, 77], [63, 34, 26, 23], 63, 34, 62, 1240],
  ['Alocasia Polly', 95, [83, 83, 83, 83], [51, 27, 21, 20], 54, 27, 53, 5035],
  ['Peace Lily', 60.5, [99, 99, 99, 99], [66, 35, 27, 24], 67, 35, 53, 3206.5],
  ['Ponytail Palm', 80.75, [93, 93, 93, 93], [70, 30, 28, 28], 71, 30, 75, 6056.25],
  ['Snake Plant', 25.5, [48, 48, 48, 48], [73, 34, 29, 24], 73, 34, 75, 1912.5],
  ['Angel Wings Begonia', 95, [65, 65, 65, 65], [61, 32, 24, 21], 62, 32, 49, 4655],
  ['Pothos', 30.5, [40, 20, 0, 20], [61, 24, 21, 20], 64, 24, 55, 1677.5],
];

export const productFigures: readonly ProductFigures[] = productLines.map(
  ([name, price, stock, [viewed, carted, ordered, shipped], pageViews, addToCarts, units, revenue]) => {
    return { name, price, stock, viewed, carted, ordered, shipped, pageViews, addToCarts, units, revenue };
  },
);

export interface StateFigures {
  readonly state: string;
  /** Users with a session whose home is there, and their sessions that reached each step. */
  readonly users: number;
  readonly sessions: number;
  readonly carted: number;
  readonly ordered: number;
  readonly shipped: number;
}

type StateLine = readonly [
  state: string,
  users: number,
  sessions: number,
  carted: number,
  ordered: number,
  shipped: number,
];

const stateLines: readonly StateLine[] = [
  ['Georgia', 2, 221, 110, 4, 3],
  ['Texas', 25, 87, 87, 87, 77],
  ['California', 16, 56, 56, 56, 54],
  ['Florida', 6, 21, 21, 21, 19],
  ['Virginia', 10, 19, 19, 19, 19],
  ['Arizona', 6, 17, 17, 17, 16],
  ['Illinois', 4, 16, 16, 16, 15],
  ['New York', 7, 15, 15, 15, 13],
  ['District of Columbia', 4, 13, 13, 13, 13],
  ['Pennsylvania', 4, 10, 10, 10, 9],
  ['Massachusetts', 3, 9, 9, 9, 8],
  ['South Carolina', 2, 9, 9, 9, 8],
  ['Colorado', 3, 8, 8, 8, 6],
  ['Indiana', 2, 6, 6, 6, 6],
  ['Louisiana', 2, 6, 6, 6, 5],
  ['Minnesota', 4, 6, 6, 6, 6],
  ['Missouri', 2, 6, 6, 6, 6],
  ['Nebraska', 2, 6, 6, 6, 5],
  ['Alabama', 2, 5, 5, 5, 5],
  ['Connecticut', 2, 5, 5, 5, 5],
  ['Delaware', 1, 5, 5, 5, 5],
  ['Oklahoma', 2, 5, 5, 5, 5],
  ['Mississippi', 2, 4, 4, 4, 4],
  ['Washington', 2, 4, 4, 4, 4],
  ['West Virginia', 1, 4, 4, 4, 4],
  ['Maryland', 1, 3, 3, 3, 3],
  ['Ohio', 1, 3, 3, 3, 3],
  ['Oregon', 2, 3, 3, 3, 3],
  ['Nevada', 1, 2, 2, 2, 2],
  ['New Mexico', 1, 2, 2, 2, 2],
  ['Kansas', 1, 1, 1, 1, 1],
  ['Michigan', 1, 1, 1, 1, 1],
];

export const stateFigures: readonly StateFigures[] = stateLines.map(
  ([state, users, sessions, carted, ordered, shipped]) => ({ state, users, sessions, carted, ordered, shipped }),
);

/** Sessions by the day they start on, and what they ordered. Every session views a page. */
export const dayFigures = [
  { day: '2021-02-09', sessions: 2, carted: 2, ordered: 2, shipped: 2, lines: 4, units: 10, revenue: 528.75 },
  {
    day: '2021-02-10',
    sessions: 175,
    carted: 175,
    ordered: 175,
    shipped: 169,
    lines: 417,
    units: 1031,
    revenue: 42565.35,
  },
  {
    day: '2021-02-11',
    sessions: 401,
    carted: 290,
    ordered: 184,
    shipped: 164,
    lines: 441,
    units: 1124,
    revenue: 46740.3,
  },
] as const;

export const totals = {
  users: 130,
  usersWithSession: 124,
  sessions: { viewed: 578, carted: 467, ordered: 361, shipped: 335 },
  events: { page_view: 1871, add_to_cart: 986, checkout: 361, package_shipped: 335 },
  lines: 862,
  shippedLines: 794,
  units: 2165,
  revenue: 89834.4,
  orderTotal: 91351.57,
  /** Users with one, two, and three or more orders. */
  usersByOrders: { one: 25, two: 28, more: 71 },
  shippingStates: 38,
  country: 'United States',
  /** Sessions with an event between 14:00 and 15:00 on any day. */
  sessionsInHour14: 255,
  firstEvent: '2021-02-09T23:55:08Z',
  lastBrowsingEvent: '2021-02-11T23:55:33Z',
  lastEvent: '2021-02-12T08:55:36Z',
} as const;

/** One user makes most sessions of the last day, and all that order nothing. */
export const burstUser = {
  id: 'd1f08820-32e6-4a31-abba-5aa533bc15a9',
  state: 'Georgia',
  sessions: 219,
  carted: 108,
  ordered: 2,
  shipped: 2,
  burst: { sessions: 218, firstStart: '2021-02-11T14:20:32Z', lastStart: '2021-02-11T14:25:20Z' },
  /** Most sessions any other user starts within ten minutes. */
  mostOfOthers: 2,
} as const;

/** The two sessions that start before midnight of 2021-02-09 and order after it, by the start of their ids. */
export const midnightSessions = ['13c3938a', '56b6991b'] as const;

export const promoOrders = {
  'instruction set': 11,
  leverage: 9,
  Mandatory: 7,
  Optional: 6,
  'task-force': 4,
  Digitized: 3,
} as const;

export const statusOrders = { delivered: 305, shipped: 30, preparing: 26 } as const;

/** When the weekly snapshot of products was taken. */
export const stockTakenAt = [
  '2023-04-17T01:01:20.448Z',
  '2023-04-24T01:01:20.448Z',
  '2023-05-01T01:01:20.448Z',
  '2023-05-08T01:01:20.448Z',
] as const;
export const stockVersions = 46;

/** When the weekly snapshot of orders was taken. */
export const ordersTakenAt = [
  '2023-01-11T18:00:00Z',
  '2023-01-18T18:00:00Z',
  '2023-01-25T18:00:00Z',
  '2023-02-01T18:00:00Z',
] as const;
export const orderVersions = 370;

/** Orders that went from preparing to shipped before the second, third and fourth snapshot, by all or the start of their ids. */
export const shippedLater: readonly (readonly string[])[] = [
  ['265f9aae', 'e42ba9a9', 'b4eec587'],
  ['29d20dcd', 'c0873253', 'e2729b7d'],
  [
    '0e9b8ee9-ad0a-42f4-a778-e1dd3e6f6c51',
    '841074bf-571a-43a6-963c-ba7cbdb26c85',
    'df91aa85-bfc7-4c31-93ef-4cee8d00a343',
  ],
];

/** What is known about the 1108-session edition, of which there are only events. */
export const lateEdition = {
  sessions: 1108,
  /** Sessions with an event of each step. */
  viewed: 528,
  carted: 480,
  ordered: 400,
  /** Sessions with an event of the step or a later one. */
  anyStep: 696,
  cartOrOrder: 609,
} as const;
