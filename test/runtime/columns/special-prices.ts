// Random prices that more than a situation decides: in steps, paid once, by a number or a cost that the row states.
import fc from 'fast-check';
import type { Clause, LadderValue, MoneyValue, RateValue, SurchargeStep, WordValue } from '../../../runtime/src/ir.ts';
import * as build from '../build.ts';

type Step = RateValue | MoneyValue | WordValue;

const { during } = build;
const included: WordValue = { kind: 'included' };

/** In two or three steps, their bounds included or not. */
function ladder<V extends Step | SurchargeStep = Step>(
  bounds: readonly string[],
  values: readonly V[],
  by?: string,
): fc.Arbitrary<LadderValue<V>> {
  return fc
    .record({
      mode: fc.constantFrom('part' as const, 'part' as const, 'whole' as const),
      included: fc.boolean(),
      steps: fc.array(fc.constantFrom(...values), { minLength: bounds.length + 1, maxLength: bounds.length + 1 }),
    })
    .map(({ mode, included, steps }) => ({
      kind: 'ladder',
      mode,
      ...(by === undefined ? {} : { by }),
      steps: steps.map((value, at) => {
        const bound = bounds[at];
        return bound === undefined ? { value } : { to: { bound, included }, value };
      }),
    }));
}

const hourly = ['90', '75.5', '333.33', '0'].map(build.hourly);
const perKm = ['4.45', '3', '0.07'].map(build.perKm);
const lumps = ['15', '1200.5'].map(build.money);
const scope = fc.constantFrom('entry', 'job', 'visit', 'day', 'month', 'contract-year');
const scopeOfWork = fc.oneof(scope, fc.constant('person-day'));

const work = fc
  .tuple(ladder(['7200', '20000'], [...hourly, ...lumps, included]), scopeOfWork, fc.boolean())
  .map(([value, scope, always]): Clause[] => [
    build.rate(value, { scope, rank: 'override', when: always ? [{}] : [during('offcore')] }),
  ]);

const workByNumber = ladder(['8', '30'], [...hourly, included], 'distance').map((value): Clause[] => [
  build.rate(value, { rank: 'override', when: [during('offcore')] }),
]);

const trip = fc
  .tuple(ladder(['2', '4.5'], [...perKm, ...lumps]), scope)
  .map(([value, scope]): Clause[] => [build.rate(value, { of: 'trip', scope, rank: 'override' })]);

const callout = fc
  .oneof(
    fc
      .tuple(ladder(['1', '3'], [...lumps, ...perKm]), scope)
      .map(([value, scope]): Clause => build.priceOf('callout', value, { scope, rank: 'override' })),
    fc
      .tuple(fc.constantFrom('595', '0'), scope)
      .map(([value, scope]): Clause => build.priceOf('callout', value, { scope, rank: 'override' })),
    ladder(['8', '12.5'], [...perKm, ...lumps], 'distance').map(
      (value): Clause => build.priceOf('callout', value, { rank: 'override' }),
    ),
    fc
      .constantFrom({}, { markup: '10' }, { markup: '33.3' })
      .map((markup): Clause => build.priceOf('callout', { kind: 'at-cost', ...markup }, { rank: 'override' })),
    fc
      .constantFrom({ times: 'distance' }, { quantity: '5400' })
      .map(
        (of): Clause =>
          build.priceOf(
            'callout',
            { kind: 'reference', question: 'rate:travel', percent: '50', ...of },
            { rank: 'override' },
          ),
      ),
  )
  .map((clause): Clause[] => [clause]);

const overtime = fc
  .tuple(
    ladder<SurchargeStep>(
      ['7200', '20000'],
      [{ kind: 'percent', percent: '50' }, { kind: 'percent', percent: '100' }, { kind: 'none' }, build.hourly('75.5')],
    ),
    scopeOfWork,
    fc.constantFrom('add' as const, 'highest' as const),
  )
  .map(([value, scope, how]): Clause[] => [
    build.surcharge('overtime', value, { scope }),
    build.combine(['night', 'overtime', 'weekend'], how),
  ]);

const sometimes = (clauses: fc.Arbitrary<Clause[]>) => fc.option(clauses, { nil: [], freq: 2 });

export const specialPrices: fc.Arbitrary<Clause[]> = fc
  .tuple(sometimes(fc.oneof(work, workByNumber)), sometimes(trip), sometimes(callout), sometimes(overtime))
  .map((all) => all.flat());
