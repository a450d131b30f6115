import {
  codecOf,
  defaultValues,
  isBackwards,
  type ParameterName,
  parameterNames,
  stateOf,
  valuesBy,
  valuesOf,
} from './parameters.ts';
import { readRawQuery, writeRawQuery } from './rawQuery.ts';
import type { ViewState } from './viewState.ts';

/** What a link says: the state its good parts make, and a sentence for every part that was not used. */
export interface DecodedLink {
  readonly state: ViewState;
  readonly issues: readonly string[];
}

/** The state a query string stands for. Takes any text and never throws. */
export function decode(search: string): DecodedLink {
  const { raw, issues: queryIssues } = readRawQuery(search);
  const issues = [...queryIssues];
  const values = valuesBy((name) => {
    const text = raw.get(name);
    if (text === undefined) return defaultValues[name];
    const found = codecOf(name).read(text, name);
    issues.push(...found.issues);
    return found.value;
  });
  if (isBackwards(values)) {
    issues.push(
      `The link’s range ends (“to=${values.to}”) before it starts (“from=${values.from}”); both are left out.`,
    );
  }
  return { state: stateOf(values), issues: [...new Set(issues)] };
}

/** The one query string of a state: '' or `?…`, defaults left out, names in a fixed order, lists sorted. */
export function encode(state: ViewState): string {
  const values = valuesOf(state);
  const written = <N extends ParameterName>(name: N) => [name, codecOf(name).write(values[name])] as const;
  return writeRawQuery(parameterNames.map((name) => written(name)).filter(([, raw]) => raw !== ''));
}
