// Rows to clauses of the IR: columns, tables, notes and matrices become plain clauses with conditions.
import type * as ast from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { Clause, ClauseBase, ClauseValue, Condition, SourceSpan, TextPromise } from '@avtal/runtime';
import type { ClauseItem, Model, Place } from '../model.ts';
import { given } from '../optional.ts';
import { askAdditions } from './additions.ts';
import { type Made, movedClause, type Promised, type RowMemory, Watched } from './again.ts';
import { type Column, columnsOf } from './columns.ts';
import { type Desk, say, textOf } from './desk.ts';
import { conditionOf, type Head, lowerHead } from './heads.ts';
import { Ids, idsOf, joined, question } from './ids.ts';
import type { Asked, Draft, Lowered } from './lowered.ts';
import { feeName, noteNamed, notePaperNumbers } from './named.ts';
import { claimed, countings, exceptions, texts } from './notes.ts';
import { poolOf } from './pools.ts';
import { askOpenQuestions } from './questions.ts';
import { checkReferences, linkOver } from './references.ts';
import type { Answer, Shared, Slot } from './slot.ts';
import { isTabular, marksAt, partsAt, type Row, rowsOf } from './tables.ts';
import { sayUntakenHead } from './taken.ts';
import { answers, climbsSomething } from './values/answers.ts';
import { combineValue } from './values/shares.ts';
import { windowsOf } from './values/windows.ts';

/** What `combine` may speak of, each with what one of it is. */
const oneCombined = { surcharges: 'surcharge', discounts: 'discount', credits: 'credit' } as const;
type Combined = keyof typeof oneCombined;

/** Lowers every row of `model.rows` and `model.agreed`, but those that are remembered. */
export function lowerClauses(model: Model, memory: RowMemory): Lowered {
  return new Lowering(model, memory).run();
}

class Lowering {
  readonly #model: Model;
  readonly #memory: RowMemory;
  readonly #ids = new Ids();
  readonly #shared: Watched;
  readonly #known: readonly (Made | undefined)[];
  readonly #rows: readonly (readonly Row[])[];
  readonly #drafts: Draft[] = [];
  readonly #promises: Promised[] = [];
  readonly #asked = new Map<string, Asked>();
  /** Those of the row that is lowered. */
  #askedHere: Made['asked'][number][] = [];

  constructor(model: Model, memory: RowMemory) {
    this.#model = model;
    this.#memory = memory;
    this.#known = model.rows.map(({ node, place }) => memory.find(node, place));
    this.#rows = model.rows.map(
      ({ node, place }, at) => this.#known[at]?.rows ?? (isTabular(node) ? rowsOf({ node, place }, model) : []),
    );
    for (const row of model.rows) notePaperNumbers(row, model);
    this.#shared = new Watched(sharedOf(this.#rows.flat(), model));
  }

  run(): Lowered {
    for (const [index, { node, place }] of this.#model.rows.entries()) {
      const rows = this.#rows[index] ?? [];
      if (this.#again(this.#known[index], node, place)) continue;
      const made = this.#recording(node, place, rows);
      for (const row of rows) this.#row(row);
      this.#other(node, { model: this.#model, place });
      made();
    }
    const drafts = linkOver(this.#drafts, this.#model);
    checkReferences(this.#shared);
    askOpenQuestions(drafts, this.#model);
    const clauses = drafts.map(({ clause }) => clause);
    return {
      clauses,
      drafts,
      promises: this.#promises.map(({ promise }) => promise),
      agreed: this.#agreed(),
      asked: this.#asked,
      shared: this.#shared,
    };
  }

  /** Begins to note what comes of a row; remembers it in the end, if nothing was reported. */
  #recording(node: ClauseItem, place: Place, rows: readonly Row[]): () => void {
    const { uses, shares, reporter } = this.#model;
    const { references } = this.#shared;
    const before = [uses.count, shares.length, this.#drafts.length, this.#promises.length, references.length] as const;
    this.#ids.taken();
    const { said } = reporter;
    this.#askedHere = [];
    this.#shared.isAsked = false;
    return () => {
      const [noted, shared, draft, promise, reference] = before;
      const names = uses.since(noted);
      // The sides of a matrix are resolved before; open values stand for other rows too.
      const isAlone = node.kind !== 'decide-matrix' && names.every(({ role }) => role === 'use');
      if (reporter.said > said || !isAlone) return;
      this.#memory.keep(node, {
        place,
        at: node.span.start,
        line: this.#model.lineOf(node, place),
        rows,
        drafts: this.#drafts.slice(draft),
        promises: this.#promises.slice(promise),
        ids: this.#ids.taken(),
        asked: this.#askedHere,
        references: references.slice(reference).map(({ model: _, ...own }) => own),
        noted: names,
        shares: shares.slice(shared),
        shared: this.#shared.isAsked ? this.#shared.key : undefined,
      });
    };
  }

  /** What came of the row before, if it comes of it now. */
  #again(made: Made | undefined, node: ClauseItem, place: Place): boolean {
    const model = this.#model;
    if (made === undefined || (made.shared !== undefined && made.shared !== this.#shared.key)) return false;
    if (!made.shares.every(({ ask, answer }) => ask(model) === answer)) return false;
    const now = this.#asItStands(made, model.lineOf(node, place));
    this.#drafts.push(...now.drafts);
    this.#promises.push(...now.promises);
    for (const [question, head, cell] of made.asked)
      if (!this.#asked.has(question))
        this.#asked.set(question, { slot: { model, place, head, shared: this.#shared, taken: new Set() }, cell });
    this.#shared.references.push(...made.references.map((one) => ({ model, ...one })));
    model.uses.again(made.noted);
    this.#memory.keep(node, now);
    return true;
  }

  /** With the lines in which it stands now, and the ids that are next: the same object, where these are the same. */
  #asItStands(made: Made, line: number): Made {
    const renamed = new Map<string, string>();
    const ids = made.ids.map((one) => {
      const now = this.#ids.again(one);
      if (now !== one) for (const [at, id] of idsOf(one).entries()) renamed.set(id, idsOf(now)[at] ?? id);
      return now;
    });
    const by = line - made.line;
    if (by === 0 && renamed.size === 0) return made;
    const named = (id: string): string => renamed.get(id) ?? id;
    const moved = (span: SourceSpan): SourceSpan =>
      by === 0 ? span : { ...span, line: span.line + by, endLine: span.endLine + by };
    const drafts = made.drafts.map((draft) => {
      const { id, over, span } = draft.clause;
      const clause = movedClause(draft.clause, { id: named(id), over: over.map(named), span: moved(span) });
      return { ...draft, clause };
    });
    const promises = made.promises.map(({ promise, text }) => {
      const { id, span } = promise;
      return { text, promise: { ...promise, id: named(id), span: moved(span) } };
    });
    return { ...made, line, ids, drafts, promises };
  }

  /** One clause for each column, then those of its notes. `above`: clauses of the row that this one is an exception to. */
  #row(row: Row, above: readonly string[] = []): void {
    const desk = { model: this.#model, place: row.place };
    const head = lowerHead(row, desk);
    if (head === undefined) return;
    const slot: Slot = { ...desk, head, shared: this.#shared, taken: new Set() };
    const pool = poolOf(row, slot);
    const claim = claimed(row, slot);
    const made: string[] = [];
    const columns = columnsOf(row.head.parts, row.cells, head, desk);
    askAdditions(slot, row, columns);
    for (const { cell, when, tier } of this.#columns(columns, head, desk)) {
      if (!climbsSomething(slot, cell)) continue;
      for (const answer of answers({ ...slot, ...given('tier', tier) }, cell)) {
        if (!this.#asked.has(answer.question)) this.#asked.set(answer.question, { slot, cell });
        if (!this.#askedHere.some(([known]) => known === answer.question))
          this.#askedHere.push([answer.question, head, cell]);
        const full =
          answer.kind === 'include'
            ? { ...answer, ...pool }
            : answer.kind === 'credit' && claim !== undefined
              ? { ...answer, claimWithin: claim }
              : answer;
        made.push(this.#add(full, { ...desk, when, marks: row.marks, span: row.span, over: above, head, cell }));
      }
    }
    if (made.length > 0) sayUntakenHead(slot);
    if (above.length > 0) return;
    for (const exception of exceptions(row)) this.#row(exception, made);
    for (const counting of countings(row, slot)) this.#row(counting);
    for (const text of texts(row)) this.#promise(text, 'both', head.when, row.marks, desk);
  }

  /** The cells with their conditions; a cell that depends on a window that differs by tier, once for each tier. */
  #columns(columns: readonly Column[], head: Head, desk: Desk): readonly (Column & { readonly tier?: string })[] {
    const model = this.#model;
    const { tiers } = model;
    const { clock } = model.settings;
    const counted = head.target !== undefined && clock?.kind === 'by-tier' ? clock.node : undefined;
    return columns.flatMap(({ cell, when }) => {
      const site = model.site(cell, desk.place);
      const all = model.and(head.when, when, site);
      if (tiers === undefined || !windowsOf(cell, counted).some((window) => model.variesByTier(window)))
        return [{ cell, when: all }];
      return tiers.values.flatMap(({ id }) => {
        const here = model.and(all, model.choice(tiers, [id]), site);
        return here.length === 0 ? [] : [{ cell, when: here, tier: id }];
      });
    });
  }

  /** Rows that have no columns. */
  #other(node: ClauseItem, desk: Desk): void {
    if (node.kind === 'combine') this.#combine(node, desk);
    if (node.kind === 'pause') this.#pause(node, desk);
    if (node.kind === 'promise') this.#textPromise(node, desk);
  }

  #textPromise(node: ast.TextPromise, desk: Desk): void {
    const owners = ['provider', 'customer', 'both', 'third-party'] as const;
    const owner = owners.find((one) => one === node.owner.text);
    if (owner === undefined) {
      say(desk, 'unknown-owner', { owner: node.owner.text, guess: closest(node.owner.text, owners) }, node.owner);
      return;
    }
    this.#promise(node.text, owner, this.#when(node.condition, desk), marksAt(desk.place, node.marks), desk);
  }

  /** The condition of a row without head, under its groups. */
  #when(condition: ast.Cond | undefined, desk: Desk): Condition {
    const { model, place } = desk;
    const outer = conditionOf(partsAt(place), place.when, desk);
    return condition === undefined
      ? outer
      : model.and(outer, model.condition(condition, place), model.site(condition, place));
  }

  #combine(node: ast.Combine, desk: Desk): void {
    const about = this.#combined(node);
    const known = [...this.#shared[about]];
    const unknown = node.names.filter((name) => !known.includes(name.text));
    for (const name of node.names) if (!unknown.includes(name)) this.#useCombined(name, about, desk);
    for (const name of unknown) desk.model.unknown(oneCombined[about], name, desk.place, known);
    const said = combineValue(node.how.phrases);
    const value = about === 'credits' && said?.kind === 'combine' && said.how === 'multiply' ? undefined : said;
    if (value === undefined && !node.how.phrases.some((phrase) => phrase.kind === 'broken')) {
      const wanted = about === 'credits' ? '`add` or `highest`' : '`add`, `highest` or `multiply`';
      const params = {
        written: textOf(desk, node.how),
        clause: 'combine',
        wanted,
        because: `\`combine\` says what ${about} that meet come to`,
      };
      say(desk, 'not-a-value', params, node.how);
    }
    if (value === undefined || unknown.length > 0) return;
    const names = node.names.map((name) => name.text);
    const answer: Answer =
      about === 'discounts'
        ? { kind: 'combine', of: about, question: question('combine', about, joined(names)), names, value }
        : { kind: 'combine', question: question('combine', joined(names)), names, value };
    this.#add(answer, {
      ...desk,
      when: this.#when(undefined, desk),
      marks: marksAt(desk.place, node.marks),
      span: node.span,
      over: [],
    });
  }

  /** What the names are names of: of what has them all, else of what has one of them. */
  #combined({ names }: ast.Combine): Combined {
    const all = ['surcharges', 'discounts', 'credits'] as const;
    const has = (about: Combined) => (name: ast.Name) => this.#shared[about].has(name.text);
    return all.find((about) => names.every(has(about))) ?? all.find((about) => names.some(has(about))) ?? 'surcharges';
  }

  #useCombined(name: ast.Name, about: Combined, { model, place }: Desk): void {
    const isMeasure = model.findMeasure(name.text) !== undefined;
    const role = about !== 'credits' ? oneCombined[about] : isMeasure ? 'number' : 'target';
    model.uses.use(role, name, place);
  }

  #pause(node: ast.Pause, desk: Desk): void {
    const targets = node.targets
      .map((name) => desk.model.target(name, desk.place))
      .filter((target) => target !== undefined);
    if (targets.length < node.targets.length) return;
    const ids = targets.map((target) => target.info.id);
    const indices = targets.map((target) => target.index);
    const answer: Answer = {
      kind: 'pause',
      question: question('pause', joined(ids)),
      targets: indices,
      value: { kind: 'pause' },
    };
    const when = this.#when(node.condition, desk);
    this.#add(answer, { ...desk, when, marks: marksAt(desk.place, node.marks), span: node.span, over: [] });
  }

  #promise(text: ast.Text, owner: TextPromise['owner'], when: Condition, marks: ast.Marks, desk: Desk): void {
    const paper = marks.paper?.number;
    const id = this.#ids.next(paper, 'promise', this.#paperOf(desk.place));
    const promise: TextPromise = {
      id,
      ...given('paper', paper),
      document: desk.place.document,
      ...given('section', desk.place.section),
      owner,
      text: text.text,
      when,
      span: this.#model.sourceSpan(text, desk.place),
    };
    this.#promises.push({ promise, text });
  }

  #add(
    answer: Answer,
    from: Omit<Draft, 'clause'> & { readonly when: Condition; readonly over: readonly string[] },
  ): string {
    const { place, marks, span, when, over, head, cell } = from;
    const paper = marks.paper?.number;
    const title = head?.node.label?.text ?? marks.paper?.title?.text;
    const base: ClauseBase = {
      id: this.#ids.next(paper, answer.question, this.#paperOf(place)),
      ...given('paper', paper),
      ...given('title', title),
      document: place.document,
      ...given('section', place.section),
      rank: marks.rank ?? 'plain',
      over,
      when,
      question: answer.question,
      span: this.#model.sourceSpan({ span }, place),
    };
    const clause: Clause = { ...base, ...answer };
    this.#drafts.push({
      clause,
      place,
      marks,
      span,
      ...given('head', head),
      ...given('cell', cell),
    });
    return base.id;
  }

  /** Id of the paper, for all but the agreement itself. */
  #paperOf(place: Place): string | undefined {
    return place.document === this.#model.agreement?.place.document
      ? undefined
      : this.#model.documents[place.document]?.id;
  }

  #agreed(): Lowered['agreed'] {
    const values = new Map<string, Record<string, ClauseValue>>();
    for (const { node, place } of this.#model.agreed) {
      const desk = { model: this.#model, place };
      const open = this.#shared.opens.get(node.name.text);
      if (open === undefined) {
        const known = [...this.#shared.opens.keys()];
        say(desk, 'nothing-open', { name: node.name.text, guess: closest(node.name.text, known), known }, node.name);
        continue;
      }
      this.#model.uses.use('open', node.name, place);
      const tier = this.#tierOf(place);
      const [answer] = answers({ ...open, place, ...given('tier', tier) }, node.cell);
      if (answer === undefined || place.order === undefined) continue;
      const stated = values.get(place.order) ?? {};
      if (Object.hasOwn(stated, node.name.text)) say(desk, 'said-twice', { written: `agree ${node.name.text}` }, node);
      else values.set(place.order, { ...stated, [node.name.text]: answer.value });
    }
    return values;
  }

  /** The tier of the order whose special term it is. */
  #tierOf({ order }: Place): string | undefined {
    const orders = [...this.#model.orders, ...this.#model.examples.map((example) => example.order)];
    return orders.find(({ id }) => id === order)?.choices.tier;
  }
}

/** What rows learn from one another before any value is lowered. */
function sharedOf(rows: readonly Row[], model: Model): Omit<Shared, 'references' | 'opens'> {
  noteNamed(rows, model);
  const byClause = Map.groupBy(rows, ({ head }) => head.clause);
  const named = (clause: ast.ClauseWord): ReadonlySet<string> =>
    new Set(byClause.get(clause)?.flatMap(({ head }) => head.subjects[0]?.text ?? []));
  const [rates, prices] = [named('rate'), named('price')];
  const fees = new Map<string, { recurs: boolean }>();
  const nameless: Shared['nameless'][number][] = [];
  for (const { head, place } of byClause.get('fee') ?? []) {
    const name = feeName(head);
    const recurs = head.parts.every((part) => part.kind !== 'once');
    if (name === undefined) nameless.push({ model, place, node: head.keyword });
    else fees.set(name, { recurs: recurs || (fees.get(name)?.recurs ?? false) });
  }
  // A discount by turnover meets no other.
  const offPrices = (byClause.get('discount') ?? []).filter(({ head }) =>
    head.parts.every(({ kind }) => kind !== 'each'),
  );
  const questions = [
    ...[...rates].map((name) => question('rate', name)),
    ...[...prices].map((name) => question('price', name)),
    ...[...fees.keys()].map((name) => question('fee', name)),
  ];
  return {
    fees,
    nameless,
    surcharges: named('surcharge'),
    discounts: new Set(offPrices.flatMap(({ head }) => head.subjects[0]?.text ?? [])),
    credits: named('credit'),
    priced: [...rates, ...prices].filter((name) => model.findSubject(name) !== undefined),
    questions: new Set(questions),
  };
}
