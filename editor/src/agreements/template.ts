// The first agreement that somebody is given: by country and language, as text or with places to fill in one after the other.

export interface Country {
  readonly id: string;
  /** In its own language. */
  readonly name: string;
  readonly holidays: string;
  readonly currency: string;
  readonly zone: string;
  /** Percent. */
  readonly vat: string;
  readonly language: keyof typeof labels;
}

const labels = {
  en: {
    remark: 'Every price and every time here is an example: put your own in its place.',
    agreement: 'Support agreement',
    provider: 'Example Ltd',
    tiers: ['Basic', 'Plus'],
    office: 'office hours',
    rest: 'outside office hours',
    weekend: 'weekend',
    month: 'three hours, of which one is included',
    saturday: 'reported on Saturday, answered on Monday',
  },
  nb: {
    remark: 'Hver pris og hver frist her er et eksempel: sett inn deres egne.',
    agreement: 'Driftsavtale',
    provider: 'Eksempel AS',
    tiers: ['Basis', 'Pluss'],
    office: 'kontortid',
    rest: 'utenfor kontortid',
    weekend: 'helg',
    month: 'tre timer, hvorav én er inkludert',
    saturday: 'meldt lørdag, besvart mandag',
  },
  sv: {
    remark: 'Varje pris och varje tid här är ett exempel: sätt in era egna.',
    agreement: 'Supportavtal',
    provider: 'Exempel AB',
    tiers: ['Bas', 'Plus'],
    office: 'kontorstid',
    rest: 'utanför kontorstid',
    weekend: 'helg',
    month: 'tre timmar, varav en ingår',
    saturday: 'anmält på lördagen, besvarat på måndagen',
  },
  da: {
    remark: 'Hver pris og hver frist her er et eksempel: indsæt jeres egne.',
    agreement: 'Supportaftale',
    provider: 'Eksempel ApS',
    tiers: ['Basis', 'Plus'],
    office: 'kontortid',
    rest: 'uden for kontortid',
    weekend: 'weekend',
    month: 'tre timer, hvoraf én er inkluderet',
    saturday: 'meldt lørdag, besvaret mandag',
  },
  nl: {
    remark: 'Elke prijs en elke tijd hier is een voorbeeld: vul uw eigen in.',
    agreement: 'Supportovereenkomst',
    provider: 'Voorbeeld B.V.',
    tiers: ['Basis', 'Plus'],
    office: 'kantooruren',
    rest: 'buiten kantooruren',
    weekend: 'weekend',
    month: 'drie uur, waarvan één is inbegrepen',
    saturday: 'gemeld op zaterdag, beantwoord op maandag',
  },
  de: {
    remark: 'Jeder Preis und jede Zeit hier ist ein Beispiel: setzen Sie Ihre eigenen ein.',
    agreement: 'Supportvertrag',
    provider: 'Beispiel GmbH',
    tiers: ['Basis', 'Plus'],
    office: 'Bürozeiten',
    rest: 'außerhalb der Bürozeiten',
    weekend: 'Wochenende',
    month: 'drei Stunden, davon eine enthalten',
    saturday: 'am Samstag gemeldet, am Montag beantwortet',
  },
} as const;

function country(
  id: string,
  name: string,
  holidays: string,
  currency: string,
  zone: string,
  vat: string,
  language: Country['language'],
): Country {
  return { id, name, holidays, currency, zone, vat, language };
}

export const countries: readonly Country[] = [
  country('no', 'Norge', 'Norway', 'NOK', 'Europe/Oslo', '25', 'nb'),
  country('se', 'Sverige', 'Sweden', 'SEK', 'Europe/Stockholm', '25', 'sv'),
  country('dk', 'Danmark', 'Denmark', 'DKK', 'Europe/Copenhagen', '25', 'da'),
  country('fi', 'Finland', 'Finland', 'EUR', 'Europe/Helsinki', '25.5', 'sv'),
  country('nl', 'Nederland', 'Netherlands', 'EUR', 'Europe/Amsterdam', '21', 'nl'),
  country('be', 'België', 'Belgium', 'EUR', 'Europe/Brussels', '21', 'nl'),
  country('de', 'Deutschland', 'Germany', 'EUR', 'Europe/Berlin', '19', 'de'),
  country('gb', 'United Kingdom', 'United-Kingdom', 'GBP', 'Europe/London', '20', 'en'),
];

export type Sample = 'agreement' | 'contradiction';

/**
 * `[1:490]` is a place to fill in, with what stands there first; `[1]` repeats what is written there. With `contradiction`,
 * a row is added that says something else about Saturdays than the row above it.
 */
function template({ language, currency, zone, holidays, vat }: Country, sample: Sample): string {
  const words = labels[language];
  const [first, second] = words.tiers;
  const extra = (row: string): string => (sample === 'contradiction' ? `\n${row}` : '');
  return `agreement [1:Support] "[2:${words.agreement}]" {
  provider    "[3:${words.provider}]"
  language    ${language}
  currency    ${currency}
  timezone    ${zone}
  holidays    ${holidays}
  vat         ${vat}% on top
  clock       elapsed
  part months full

  tiers       [4:${first}] | [5:${second}]

  window office "${words.office}" = [6:Mon-Fri 08:00-16:00] except holidays
  window rest "${words.rest}" = outside office${extra(`  window weekend "${words.weekend}" = Sat-Sun`)}

  // ${words.remark}
  § 1  fee per month:            [7:490] | [8:990]
  § 2  include work per month:   [9:1 h] | [10:3 h]
  § 3  draw work during office:  1 h uses 1 h | 1 h uses 1 h
  § 4  draw work during rest:    not usable | 1 h uses 2 h
  § 5  rate work during office:  [11:950]/h | [12:850]/h
  § 6  rate work during rest:    [13:1450]/h | [14:1250]/h${extra('  § 9  rate work during weekend: 1650/h | 1450/h')}
  § 7  count work each job:      per started 15 min
  § 8  respond:                  [15:4 h] of office | [16:1 h] of office

  example first-month "${words.month}" {
    tier [4]
    from 2026-01-01
    work 2026-03-03 09:00-12:00, job A
    expect cost work 2026-03: 1900
    expect cost 2026-03:      2390
  }

  example saturday "${words.saturday}" {
    tier [5]
    from 2026-01-01
    ticket T1 reported 2026-03-07 12:00
    expect respond T1: 2026-03-09 09:00
  }
}
`;
}

const place = /\[(\d+)(?::([^\]]*))?\]/g;

/** As VS Code's snippets are written: the places are visited one after the other. */
export function snippet(of: Country): string {
  const marked = template(of, 'agreement');
  return marked.replace(place, (_, at: string, value?: string) =>
    value === undefined ? `$${at}` : `\${${at}:${value}}`,
  );
}

/** The agreement as it is when nothing is changed in it. */
export function text(of: Country, sample: Sample = 'agreement'): string {
  const marked = template(of, sample);
  const first = new Map<string, string>();
  for (const [, at = '', value] of marked.matchAll(place)) if (value !== undefined) first.set(at, value);
  return marked.replace(place, (_, at: string) => first.get(at) ?? '');
}
