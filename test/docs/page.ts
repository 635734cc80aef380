// A program in a page of its own: prices the month that it finds beside itself, as an integrator's page would.
import { createPlan, type FactTable, loadIr, price, readFacts } from '@avtal/runtime';
import agreement from './agreement.json';
import asked from './asked.json';
import tables from './tables.json';

const loaded = loadIr(agreement);
if ('problems' in loaded) console.log(loaded.problems.join('\n'));
else {
  const { ir } = loaded;
  const { facts } = readFacts(ir, tables as FactTable[]);
  const { totals } = price(createPlan(ir), asked.order, facts, { ...asked.period, basis: 'cost' });
  console.log(`${totals.net} ${totals.gross}`);
}
