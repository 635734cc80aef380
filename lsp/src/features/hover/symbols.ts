// Hover on a name: what it is, what the customer calls it, what it consists of, and where it is used.
import type { NameSymbol } from '@avtal/compiler';
import type { Dimension, IndexClause, Unit } from '@avtal/runtime';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { firstKnown, type Known } from '../known.ts';
import { symbolWords } from '../symbol-words.ts';
import { rowAt } from '../tree.ts';
import { bullets, counted, type Hover, type HoverAsk, paragraphs } from './ask.ts';
import { daysText, windowText } from './times.ts';

export function symbolHover({ snapshot, offset, now }: HoverAsk): Hover | undefined {
  const { names } = snapshot.agreements[0].compilation;
  const use = names.at(snapshot.file.path, offset);
  if (use === undefined) return undefined;
  const { symbol } = use;
  const known = firstKnown(snapshot);
  const places = names.placesOf(symbol).filter(({ role }) => role === 'use');
  const files = new Set(places.map(({ file }) => file)).size;
  const label = symbol.label === undefined ? '' : ` “${symbol.label}”`;
  const where = files > 1 ? ` in ${files} files` : '';
  return {
    span: use.span,
    text: paragraphs(
      `**\`${symbol.name}\`**${label}: ${symbol.kind === 'value' ? `a value of \`${symbol.of}\`` : symbolWords[symbol.kind]}`,
      symbol.kind === 'case' ? caseText(snapshot, symbol) : known && detailsOf(known, symbol, now),
      hasUses(symbol)
        ? `Used ${places.length === 1 ? 'once' : places.length === 0 ? 'nowhere' : `${places.length} times`}${where}.`
        : '',
    ),
  };
}

/** What is named for people alone is used by nobody. */
const hasUses = ({ kind }: NameSymbol): boolean => !['agreement', 'order', 'example'].includes(kind);

/** A case is gone once the conditions that name it are known: it is shown as it stands. */
function caseText({ agreements: [{ compilation }] }: Snapshot, { declaredAt }: NameSymbol): string {
  const file = compilation.files.find(({ path }) => path === declaredAt?.file);
  if (file === undefined || declaredAt === undefined) return '';
  const { start, end } = rowAt(file, declaredAt.span).span;
  return `\`\`\`avtal\n${file.text.slice(start, end)}\n\`\`\``;
}

function detailsOf(known: Known, symbol: NameSymbol, now: number): string | undefined {
  const { ir } = known;
  const { name } = symbol;
  switch (symbol.kind) {
    case 'window':
      return windowText(known, name, now);
    case 'days':
      return daysText(known, name, now);
    case 'tier':
    case 'value':
      return valueText(known, symbol);
    case 'choice': {
      const dimension = ir.dimensions.find(({ id }) => id === name);
      return dimension && choiceText(dimension);
    }
    case 'number': {
      if (ir.measures.some(({ id }) => id === name))
        return paragraphs(
          'Measured from outages and tickets; nobody states it.',
          rowsOfQuestion(known, `promise:${name}`),
        );
      const number = ir.numbers.find(({ id }) => id === name);
      return (
        number &&
        `Counted in ${unitText(number.unit)}.${number.derived === undefined ? '' : ' Nobody states it: the facts of a period say it.'}`
      );
    }
    case 'activity':
    case 'event':
    case 'usage':
    case 'unit':
    case 'matter':
      return subjectText(known, name);
    case 'target': {
      const target = ir.targets.find(({ id }) => id === name);
      if (target === undefined) return undefined;
      const to = target.to.join(target.mode === 'all' ? ' and ' : ' or ');
      return paragraphs(`From ${target.from} to ${to}.`, rowsOfQuestion(known, `target:${name}`));
    }
    case 'order':
    case 'example': {
      const order = [...ir.orders, ...ir.examples.map((one) => one.order)].find(
        ({ id }) => id === name || id === `example:${name}`,
      );
      if (order === undefined) return undefined;
      const choices = Object.entries(order.choices)
        .filter(([id]) => id !== 'order')
        .map(([id, value]) => `\`${id}\` ${value}`);
      const until = order.until === undefined ? '' : ` until ${order.until}`;
      return `${choices.join(', ')}${choices.length === 0 ? 'From' : ', from'} ${order.from}${until}.`;
    }
    case 'fee':
      return rowsOfQuestion(known, `fee:${name}`);
    case 'surcharge':
      return rowsOfQuestion(known, `surcharge:${name}`);
    case 'discount':
      return rowsOfQuestion(known, `discount:${name}`);
    case 'index':
      return rowList(
        known,
        known.rows.filter(([clause]) => clause?.kind === 'index' && isIndexNamed(clause, name)),
      );
    case 'notice':
      return rowList(
        known,
        known.rows.filter(([clause]) => clause?.kind === 'notice' && clause.name === name),
      );
    case 'duty':
      return rowsOfQuestion(known, `perform:${name}`);
    case 'open': {
      const stated = [...ir.orders].flatMap(({ id, values = {} }) =>
        Object.hasOwn(values, name) ? [`\`${id}\``] : [],
      );
      return stated.length === 0 ? 'No order states it yet.' : `Stated by ${stated.join(', ')}.`;
    }
    case 'module': {
      const own = known.rows.filter(([clause]) => clause?.section === name).length;
      return `${counted(own, 'row')} of its own.`;
    }
    case 'agreement':
      return agreementText(known);
    case 'scope':
    case 'case':
    case 'document':
    case 'milestone':
    case 'measure':
    case 'paper':
    case 'ticket':
    case 'key':
    case 'held':
      return undefined;
  }
}

/** What it is made of, and who is bound by it. */
function agreementText({ ir, rows }: Known): string {
  const { provider } = ir.agreement;
  const tiers = ir.dimensions.find(({ id }) => id === 'tier')?.values.map(({ id }) => `\`${id}\``) ?? [];
  const orders = ir.orders.map(({ id }) => `\`${id}\``);
  return bullets([
    ...(provider === undefined ? [] : [`delivered by ${provider}`]),
    ...(tiers.length === 0 ? [] : [`tiers ${tiers.join(', ')}`]),
    `${counted(rows.length, 'row')}, ${counted(ir.examples.length, 'example')}`,
    ...(orders.length === 0 ? [] : [`${counted(orders.length, 'order')}: ${orders.join(', ')}`]),
  ]);
}

/** So many rows are said; of more only how many there are. */
const mostRows = 4;

function rowsOfQuestion(known: Known, question: string): string {
  return rowList(
    known,
    known.rows.filter(([clause]) => clause?.question === question),
  );
}

function valueText({ ir, rows }: Known, { kind, name, of = 'tier' }: NameSymbol): string | undefined {
  const dimension = ir.dimensions.find(({ id }) => id === (kind === 'tier' ? 'tier' : of));
  if (dimension === undefined) return undefined;
  const own = rows.filter((row) =>
    row.some(({ when }) => when.some(({ choices }) => choices?.[dimension.id]?.includes(name))),
  ).length;
  return `${dimension.defaultValue === name ? 'Holds where nothing is said. ' : ''}${counted(own, 'row')} that ${own === 1 ? 'speaks' : 'speak'} of it.`;
}

const givers = {
  order: 'Chosen once, by the order.',
  fact: 'Said by each ticket, piece of work or event.',
  module: 'The module decides.',
  decided: 'Decided by `decide`.',
  outcome: 'What came of the target of the ticket.',
} as const;

function choiceText({ values, given, defaultValue }: Dimension): string {
  const said = values.map(({ id, label }) => `\`${id}\`${label === undefined ? '' : ` ${label}`}`);
  return paragraphs(bullets(said), `${givers[given]}${defaultValue === undefined ? '' : ` Else \`${defaultValue}\`.`}`);
}

function subjectText(known: Known, name: string): string | undefined {
  const index = known.ir.subjects.findIndex(({ id }) => id === name);
  const subject = known.ir.subjects[index];
  if (subject === undefined) return undefined;
  const rows = known.rows.filter(([clause]) => clause !== undefined && 'subject' in clause && clause.subject === index);
  return paragraphs(`Counted in ${unitText(subject.unit)}.`, rowList(known, rows));
}

function rowList({ author }: Known, rows: Known['rows']): string {
  const said = rows.slice(0, mostRows).map((row) => author.row(row).sentence);
  return bullets([
    ...said,
    ...(rows.length > mostRows ? [`… and ${counted(rows.length - mostRows, 'more row')}`] : []),
  ]);
}

function unitText(unit: Unit): string {
  return unit.kind === 'other'
    ? unit.name
    : { time: 'time', count: 'pieces', money: 'money', percent: 'percent' }[unit.kind];
}

/** A row may bear the name of the index that it follows. */
function isIndexNamed({ name: own, value }: IndexClause, name: string): boolean {
  return own === name || (value.kind === 'index' && value.of?.series === name);
}
