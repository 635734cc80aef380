// What is usual where a country, language or currency is said: only ever offered, never assumed.

export interface Usual {
  readonly language: string;
  readonly currency: string;
  readonly zone: string;
  readonly country: string;
}

const north: Usual = { language: 'nb', currency: 'NOK', zone: 'Europe/Oslo', country: 'Norway' };

const usual: readonly (readonly [signs: RegExp, found: Usual])[] = [
  [/^(nb|nn|no|NOK|Norway|Europe\/Oslo)$/, north],
  [
    /^(sv|SEK|Sweden|Europe\/Stockholm)$/,
    { language: 'sv', currency: 'SEK', zone: 'Europe/Stockholm', country: 'Sweden' },
  ],
  [
    /^(da|DKK|Denmark|Europe\/Copenhagen)$/,
    { language: 'da', currency: 'DKK', zone: 'Europe/Copenhagen', country: 'Denmark' },
  ],
  [
    /^(nl|Netherlands|Europe\/Amsterdam)$/,
    { language: 'nl', currency: 'EUR', zone: 'Europe/Amsterdam', country: 'Netherlands' },
  ],
  [/^(de|Germany.*|Europe\/Berlin)$/, { language: 'de', currency: 'EUR', zone: 'Europe/Berlin', country: 'Germany' }],
  [/^(fi|Finland|Europe\/Helsinki)$/, { language: 'fi', currency: 'EUR', zone: 'Europe/Helsinki', country: 'Finland' }],
  [
    /^(is|ISK|Iceland|Atlantic\/Reykjavik)$/,
    { language: 'is', currency: 'ISK', zone: 'Atlantic/Reykjavik', country: 'Iceland' },
  ],
  [
    /^(GBP|United[ -]Kingdom|UK|Europe\/London)$/,
    { language: 'en', currency: 'GBP', zone: 'Europe/London', country: 'UK' },
  ],
];

/** Where one of the signs (`sv`, `SEK`, `Sweden`) points; otherwise in Norway. */
export function usualFor(signs: readonly string[]): Usual {
  return usualOf(signs) ?? north;
}

/** Where one of the signs points, where one is known. */
export function usualOf(signs: readonly string[]): Usual | undefined {
  return usual.find(([sign]) => signs.some((name) => sign.test(name)))?.[1];
}

/** Languages that a document can be in. */
export const languages = ['nb', 'nn', 'no', 'sv', 'da', 'nl', 'de', 'en', 'fi', 'is'];
