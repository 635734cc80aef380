// What the preview shows: plain data, which the page only draws.
import type { CivilDate, ClauseKind, Decimal, SourceSpan } from '@avtal/runtime';

/** What the person chose in the page. Names that the agreement does not (any more) have are as if absent. */
export interface PreviewAsk {
  /** Id of the tier; absent: the first. */
  readonly tier?: string;
  /** Values of other choices, by the id of the choice; absent: its default, else its first value. */
  readonly choices?: Readonly<Record<string, string>>;
  /** A day of the week and the month that are shown; absent: today. */
  readonly date?: CivilDate;
  /** What the heat map shows: `Layer.id`; absent: the windows. */
  readonly show?: string;
  /** Which hours the curves are about: `CostQuestion.id`; absent: the first. */
  readonly hours?: string;
  /** Id of the order whose agreed values and special terms hold; absent: the first that states values, else nobody's; empty: nobody's. */
  readonly order?: string;
  /** How many of each unit the customer holds, by its id; absent: none. */
  readonly units?: Readonly<Record<string, number>>;
}

/** Plain data for the webview, which only draws it. Texts come from the agreement or are said in English. */
export interface Preview {
  readonly title: string;
  readonly provider?: string;
  readonly edition?: string;
  /** Language of the labels, as `lang` of the page's texts from the agreement. */
  readonly language?: string;
  readonly currency: string;
  readonly zone: string;
  /** `25% on top`. */
  readonly vat: string;
  /** First and last day on which the text is in force. */
  readonly validFrom?: CivilDate;
  readonly validUntil?: CivilDate;
  /** Empty: the agreement has no tiers; then each row has one cell. */
  readonly tiers: readonly Named[];
  /** Id of the tier that week and choices are about. */
  readonly tier?: string;
  /** Id of the order whose agreed values and special terms week and costs are about; absent: nobody's. */
  readonly order?: string;
  /** Choices that may change an answer, with what is chosen. */
  readonly choices: readonly Chooser[];
  /** The agreement first, then its other documents, in the order of the files. */
  readonly papers: readonly Paper[];
  readonly terms: readonly Term[];
  readonly orders: readonly OrderPaper[];
  readonly week: Week;
  readonly cost: Cost;
  /** Set while the text has errors: what is shown is the last that had none. Sources are then of rows that are unchanged. */
  readonly isStale: boolean;
}

export interface Named {
  readonly id: string;
  /** What the customer reads: the label, else the id. */
  readonly label: string;
}

export interface Chooser extends Named {
  readonly values: readonly Named[];
  readonly chosen: string;
}

/** Where a thing stands in the present text; lines and columns from 1, columns in UTF-16 units, end excluded. Absent: it is not there now. */
export interface Sourced {
  readonly source?: SourceSpan;
}

// ---------------------------------------------------------------------------------------------------- the document

export interface Paper extends Named, Sourced {
  /** Rows outside modules first (no label), then each module. */
  readonly sections: readonly Section[];
}

export interface Section {
  readonly label?: string;
  readonly rows: readonly Row[];
}

/** A row of the agreement: its clauses, one for each column. */
export interface Row extends Sourced {
  /** Id of its first clause. */
  readonly id: string;
  readonly kind: ClauseKind | 'promise';
  /** Paper number without `§`. */
  readonly number?: string;
  /** The author's label. */
  readonly title?: string;
  /** What is answered, for a row without a title too: `Price of work`. */
  readonly subject: string;
  /** When it holds: `within kjernetid`; empty: always. */
  readonly when: string;
  /** One per tier, in the order of `tiers`; exactly one where there are no tiers. */
  readonly cells: readonly Cell[];
  /** The whole row as a sentence. */
  readonly words: string;
  /** `beats § 5.1`, `20% of the unused is carried over …`, each a phrase. */
  readonly notes: readonly string[];
}

export interface Cell {
  /** `650 NOK an hour`; empty: the row says nothing for this tier. */
  readonly text: string;
  /** `amount`: a figure. `word`: `included`, `no promise`. `open`: to be agreed. `empty`: nothing is said. */
  readonly tone: 'amount' | 'word' | 'open' | 'empty';
}

/** A declared name and what it means: windows, days, choices, numbers, units and so on. */
export interface Term extends Named, Sourced {
  readonly kind: 'window' | 'days' | 'choice' | 'number' | 'subject' | 'target';
  /** `Monday to Friday 08:00–16:00, except public holidays`. */
  readonly words: string;
}

export interface OrderPaper extends Paper {
  readonly tier?: string;
  readonly from: CivilDate;
  readonly until?: CivilDate;
}

// -------------------------------------------------------------------------------------------------------- the week

/** What the heat map can show. */
export interface Layer extends Named {
  readonly kind: 'windows' | 'rate' | 'price' | 'target' | 'draw';
}

export interface Week {
  readonly layers: readonly Layer[];
  /** Id of the layer that is shown. */
  readonly shown: string;
  /** The legend, each answer once, in the order of their first occurrence. */
  readonly answers: readonly WeekAnswer[];
  /** Monday to Sunday. Empty where the agreement's calendar does not reach. */
  readonly days: readonly Day[];
}

export interface WeekAnswer {
  /** `650 NOK an hour`, `kjernetid`, `no promise`. */
  readonly text: string;
  /** `amount`: can be compared. `word`: no figure. `none`: no row answers. `conflict`: rows contradict. `missing`: depends on something not chosen. */
  readonly tone: 'amount' | 'word' | 'none' | 'conflict' | 'missing';
  /** Of amounts: whole number 0 (least money, shortest time) to 100 (most). */
  readonly heat?: number;
  /** The rows that answer: `§ 6.1`, with their places. */
  readonly rows: readonly (Sourced & { readonly name: string })[];
}

/** A civil day in the agreement's zone. */
export interface Day {
  readonly date: CivilDate;
  /** ISO: Monday 1 … Sunday 7. */
  readonly weekday: number;
  readonly isToday: boolean;
  /** What the declared holidays call the day. */
  readonly holiday?: string;
  /** How long it lasts: 86400, or 82800 and 90000 where clocks change. */
  readonly seconds: number;
  /** The hours that a clock on the wall shows, with their offset from the day's start: 23, 24 or 25 of them. */
  readonly hours: readonly { readonly at: number; readonly clock: string }[];
  /** Without gaps from 0 to `seconds`. */
  readonly stretches: readonly Stretch[];
}

export interface Stretch {
  /** Seconds from the day's start, end excluded. */
  readonly from: number;
  readonly until: number;
  /** The same on the wall: `08:00`, `24:00`. */
  readonly fromClock: string;
  readonly untilClock: string;
  /** Index in `Week.answers`. */
  readonly answer: number;
}

// -------------------------------------------------------------------------------------------------------- the cost

/** Which hours are used: of an activity, within a window or outside it. */
export interface CostQuestion extends Named {
  readonly activity: string;
  readonly window?: string;
  readonly isOutside?: boolean;
}

export interface Cost {
  /** Empty: no activity has a price. */
  readonly questions: readonly CostQuestion[];
  /** Id of the one that is drawn. */
  readonly shown?: string;
  readonly units: readonly (Named & { readonly count: number })[];
  /** `2026-03`: the month that is priced. */
  readonly month: string;
  /** The most hours drawn. */
  readonly hours: number;
  /** The highest amount of all curves, for the axis. */
  readonly highest: Decimal;
  /** One per tier; one without tiers. */
  readonly curves: readonly Curve[];
  /** Where two tiers cost the same, each once, in the order of hours. */
  readonly crossings: readonly Crossing[];
}

export interface Curve extends Named {
  /**
   * The cost by hours used in the month, exact: straight between two points. Two points with equal hours are a jump:
   * up to and including those hours the first amount holds, above them the second. Empty where it cannot be priced.
   */
  readonly points: readonly Point[];
  readonly kinks: readonly Kink[];
  /** Why it cannot be priced, or not beyond its last point. */
  readonly problem?: string;
}

/** Hours and net amount as exact decimals (hours rounded to six digits where they have none). */
export interface Point {
  readonly hours: Decimal;
  readonly amount: Decimal;
}

/** Where a curve bends or jumps, and why: `The 4 h included are used up (§ 1.3)`. */
export interface Kink extends Point {
  readonly words: string;
  readonly rows: readonly (Sourced & { readonly name: string })[];
}

export interface Crossing extends Point {
  /** Tiers by id: the one that is cheaper before, and the one that is cheaper after. */
  readonly before: string;
  readonly after: string;
  /** `Above 1 h 23 min a month, Utvidet costs less than Standard.` */
  readonly words: string;
}
