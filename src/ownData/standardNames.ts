import type { ComboOption } from '../ui/ComboField.tsx';

const usual = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'INR', 'BRL', 'MXN'];

/** Every currency the browser knows by its ISO code, the usual ones first. */
export function currencyOptions(): readonly ComboOption[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  const others = Intl.supportedValuesOf('currency').filter((code) => !usual.includes(code));
  return [...usual, ...others].map((id) => ({ id, label: `${id} · ${names.of(id) ?? id}` }));
}

/** Every time zone the browser knows, UTC first. */
export function zoneOptions(): readonly ComboOption[] {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC');
  return ['UTC', ...zones].map((id) => ({ id, label: id.replaceAll('_', ' ') }));
}
