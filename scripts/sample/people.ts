import { burstUser, stateFigures, totals } from './figures.ts';
import { type Random, seededRandom } from './random.ts';
import { day, isoTime, seconds } from './time.ts';

export interface Address {
  readonly id: string;
  readonly street: string;
  readonly zipcode: string;
  readonly state: string;
}

export interface User {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly home: Address;
  /** How many sessions it makes that end in an order. */
  readonly orders: number;
}

export interface People {
  readonly users: readonly User[];
  /** Where presents are sent: nobody lives there. */
  readonly giftAddresses: readonly Address[];
}

/** Employees of the shop; everyone else has a mailbox at a domain that is reserved for examples. */
const employees = 5;
const shopDomain = 'greenery.com';
const exampleDomains = ['example.com', 'example.org', 'example.net', 'mail.example', 'post.example'];

const statesWithoutSession = ['Texas', 'Virginia', 'California', 'Ohio', 'Florida', 'Vermont'];
/** States orders are shipped to and nobody orders from; with the states of customers they make the figure. */
const giftOnlyStates = ['Tennessee', 'North Carolina', 'Utah', 'Iowa', 'Wisconsin', 'Kentucky'];
const giftAddressCount = 20;

const firstNames = words(
  'Ada Aria Bela Bruno Cleo Cosmo Dara Dario Edda Elio Fenja Fritz Gesa Gil Hanne Hugo Ines Ivo Jana Joris Kaya Kian',
  'Lena Levi Mila Milo Nell Nico Oda Otis Pia Paco Rhea Ruben Sami Suri Tara Theo Uma Vito Wanda Yara',
);
const lastNames = words(
  'Alder Aster Birch Bracken Cedar Clover Dahlia Elder Fennel Fern Garland Hazel Heath Holly Ivory Juniper Kelp Larch',
  'Laurel Linden Mallow Maple Moss Myrtle Nettle Oakley Olive Pine Quince Reed Rowan Rush Sage Sorrel Thorn Willow',
);
const streets = words('Canopy Trellis Seedling Compost Greenhouse Terracotta Mulch Pergola');
const streetKinds = words('Street Lane Road Avenue Court Way');

/** Invented customers: users and sessions of each state, and users by number of orders, are exactly the figures'. */
export function inventPeople(): People {
  const random = seededRandom('people');
  const names = random.shuffled(firstNames.flatMap((first) => lastNames.map((last) => [first, last] as const)));
  const homes = [
    { state: burstUser.state, id: burstUser.id, orders: burstUser.ordered },
    ...ordersOfCustomers(random).map((customer) => ({ ...customer, id: random.uuid() })),
    ...statesWithoutSession.map((state) => ({ state, id: random.uuid(), orders: 0 })),
  ];
  const users = homes.map(({ state, id, orders }, index): User => {
    const [firstName, lastName] = names[index] as readonly [string, string];
    // The burst user comes first and is a customer.
    const domain = index >= 1 && index <= employees ? shopDomain : random.pick(exampleDomains);
    const createdAt = seconds('2020-02-01T00:00:00Z') + random.below(300 * day);
    const updatedAt = createdAt + random.below(seconds('2021-02-01T00:00:00Z') - createdAt);
    return {
      id,
      firstName,
      lastName,
      email: `${firstName}.${lastName}@${domain}`.toLowerCase(),
      phone: `${random.between(201, 989)}-555-01${String(random.below(100)).padStart(2, '0')}`,
      createdAt: isoTime(createdAt),
      updatedAt: isoTime(updatedAt),
      home: inventAddress(state, random),
      orders,
    };
  });
  const customerStates = stateFigures.map(({ state }) => state);
  const giftStates = [
    ...giftOnlyStates,
    ...Array.from({ length: giftAddressCount - giftOnlyStates.length }, () => random.pick(customerStates)),
  ];
  return {
    users: random.shuffled(users),
    giftAddresses: giftStates.map((state) => inventAddress(state, random)),
  };
}

function inventAddress(state: string, random: Random): Address {
  return {
    id: random.uuid(),
    street: `${random.between(1, 9_999)} ${random.pick(streets)} ${random.pick(streetKinds)}`,
    zipcode: String(random.between(10_000, 99_999)),
    state,
  };
}

/** All users with a session but the burst user. Orders move between users of one state until the figures are met. */
function ordersOfCustomers(random: Random): { state: string; orders: number }[] {
  const customers = stateFigures.flatMap(({ state, users, ordered }) => {
    const isHome = state === burstUser.state;
    const ofState = Array.from({ length: users - (isHome ? 1 : 0) }, () => ({ state, orders: 1 }));
    const more = ordered - (isHome ? burstUser.ordered : 0) - ofState.length;
    for (let order = 0; order < more; order++) random.pick(ofState).orders++;
    return ofState;
  });
  const { one, two, more } = totals.usersByOrders;
  const wanted = [one, two - 1, more];
  const distance = () =>
    wanted
      .map((count, index) =>
        Math.abs(count - customers.filter(({ orders }) => Math.min(orders, 3) === index + 1).length),
      )
      .reduce((total, part) => total + part, 0);

  for (let best = distance(); best > 0;) {
    const giver = random.pick(customers.filter(({ orders }) => orders > 1));
    const taker = random.pick(customers.filter(({ state }) => state === giver.state));
    giver.orders--;
    taker.orders++;
    const now = distance();
    if (now <= best) best = now;
    else {
      giver.orders++;
      taker.orders--;
    }
  }
  return customers;
}

function words(...lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}
