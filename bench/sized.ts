// An agreement of as many lines as wanted, of the rows that real ones have: modules with fees, rates, targets, duties, examples.

const head = `agreement Bench "Driftsavtale" {
  provider     "Nordvik IT"
  language     nb
  currency     NOK
  timezone     Europe/Oslo
  holidays     Norway
  vat          25% on top
  clock        core
  part months  full
  units counted any day

  tiers    Basic | Standard | Pro
  choice   severity: critical, high, normal; default normal
  choice   channel: phone "telefon", email "e-post"; default phone
  choice   task: patch, backup, other; default other
  number   estimate in h

  window   core    "kjernetid"        = Mon-Fri 08:00-16:00 except holidays
  window   evening "kveld"            = Mon-Fri 16:00-22:00 except holidays
  window   night   "natt og helg"     = Mon-Sun 00:00-24:00 except core, evening

  rate work during core:                       950/h       | 900/h       | 850/h
  rate work during evening:                    1425/h      | 1350/h      | 1275/h
  rate work during night:                      1900/h      | 1800/h      | 1700/h
  count work each job:                         per started 15 min
  include work per month:                      1 h         | 2 h         | 4 h
  draw work:                                   1 h uses 1 h
  default approve work:                        free

  respond when severity is critical:           2 h         | 1 h elapsed | 30 min elapsed
  respond when severity is high:               4 h         | 2 h         | 1 h
  respond when severity is normal:             8 h         | 8 h         | 4 h
  resolve:                                     no promise
`;

const part = (n: number): string => `
  // ------------------------------------------------------------------ § ${n} Tjeneste ${n}

  module tjeneste${n} "Tjeneste ${n}" {
    unit enhet${n} "enhet ${n}"
    § ${n}.1 "Månedspris"  fee per month per enhet${n}:            ${90 + (n % 50)}          | ${80 + (n % 50)}          | ${70 + (n % 50)}
    § ${n}.2 "Etablering"  fee etablering${n} once per enhet${n}:  ${1000 + n}
    § ${n}.3  rate work when task is patch:                        included
    § ${n}.4  rate work during core when task is backup:           ${500 + (n % 90)}/h       | ${480 + (n % 90)}/h       | ${460 + (n % 90)}/h
    § ${n}.5  rate work outside core when task is backup:          ${900 + (n % 90)}/h       | ${880 + (n % 90)}/h       | ${860 + (n % 90)}/h
    § ${n}.6  perform kontroll${n} "kontroll" per enhet${n}:       monthly
    § ${n}.7  override respond when severity is critical and channel is phone: 1 h | 45 min | 15 min
    § ${n}.8  promise provider: "Endringer av tjeneste ${n} dokumenteres i saksbehandlingssystemet."
    § ${n}.9  approve when estimate over 10 h:                     notify before start
  }

  example E${n} "to timer i kjernetid" {
    tier Pro
    from 2026-01-01
    unit u${n}: enhet${n} from 2026-02-01
    work 2026-03-03 08:00-10:00, job A, module tjeneste${n}, task backup
    expect cost work 2026-03:    0
    expect balance work 2026-03-31: 2 h
  }
`;

/** At least so many lines, at most 22 more. */
export function sizedAgreement(lines: number): string {
  let text = head;
  let count = head.split('\n').length;
  for (let n = 1; count + 1 < lines; n += 1) {
    const next = part(n);
    text += next;
    count += next.split('\n').length - 1;
  }
  return `${text}}\n`;
}

/** Entities for Langium's example language: at most so many lines, at least 22 less, and about as many names that are looked up. */
export function sizedModel(lines: number): string {
  const kinds = Array.from({ length: 9 }, (_, n) => `datatype kind${n + 1}`);
  const rows = [...kinds];
  for (let n = 1; rows.length + 22 <= lines; n += 1) {
    rows.push('', `// § ${n}`, `entity Service${n}${n === 1 ? '' : ` extends Service${n - 1}`} {`);
    for (let field = 1; field <= 18; field += 1) rows.push(`    field${field}: kind${(field % 9) + 1}`);
    rows.push('}');
  }
  return `${rows.join('\n')}\n`;
}
