/** What samples of numbers tell about their decimal mark. */
export interface DecimalEvidence {
  /** How many can only have a decimal comma, and how many only a decimal point. */
  readonly comma: number;
  readonly point: number;
  /** One whose mark may stand before a fraction or between thousands. */
  readonly example: string | null;
}

/** Looks at numbers as they stand in a file. `12,50` has a decimal comma; nobody can tell about `1,234`. */
export function decimalEvidence(samples: readonly string[]): DecimalEvidence {
  const isWith = (mark: string, thousands: string) => {
    const fraction = new RegExp(
      `^[+-]?[0-9]*${mark}(?:[0-9]{1,2}|[0-9]{4,})$|^[+-]?0?${mark}[0-9]+$|^[+-]?[0-9]{4,}${mark}[0-9]+$`,
    );
    const grouped = new RegExp(
      `^[+-]?[0-9]{1,3}(?:${thousands}[0-9]{3})+${mark}[0-9]*$|^[+-]?[0-9]{1,3}(?:${thousands}[0-9]{3}){2,}$`,
    );
    return (text: string) => fraction.test(text) || grouped.test(text);
  };
  const texts = samples.map((sample) => sample.trim());
  const hasComma = isWith(',', '[.]');
  const hasPoint = isWith('[.]', ',');
  return {
    comma: texts.filter(hasComma).length,
    point: texts.filter(hasPoint).length,
    example: texts.find((text) => /^[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(text)) ?? null,
  };
}
