// The agreements as DuckDB computes them: logs cut by a join with the year's stretches, what is drawn by window functions.
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Name, stated } from '../agreements.ts';
import type { Files } from '../files.ts';
import type { Calendar } from '../hand/calendar.ts';
import { included, prices, uses } from '../integrator/decide.ts';

export type Join = 'hours' | 'range';

/** Tables of what the agreement says, and of the logs, all in memory. */
export async function prepare(
  connection: DuckDBConnection,
  name: Name,
  files: Files,
  calendar: Calendar,
): Promise<void> {
  const { tiers, scope, choices } = stated[name];
  const run = (sql: string) => connection.run(sql);
  const list = (values: readonly string[]): string => `[${values.map((value) => `'${value}'`).join(', ')}]`;
  const code = (column: string, values: readonly string[]): string =>
    `(list_position(${list(values)}, ${column}) - 1)::TINYINT`;
  await run('SET threads = 1');
  const coded = Object.entries(choices).map(([choice, values]) => `${code(choice, values)} AS ${choice}`);
  await run(`CREATE OR REPLACE TABLE logs AS
    SELECT substr(id, 2)::INTEGER AS log, substr(l.customer, 2)::INTEGER AS customer, ${code('c.tier', tiers)} AS tier,
      epoch(l.start)::BIGINT AS "from", epoch(l."end")::BIGINT AS until, substr(${scope}, 2)::INTEGER AS job,
      ${coded.join(', ')}
    FROM read_parquet('${files.paths.parquet}') l JOIN read_csv('${files.customers}') c USING (customer)`);
  const { from, window, month, hours } = calendar;
  const stretches = Array.from(window, (open, at) => `(${at}, ${from[at]}, ${from[at + 1]}, ${open}, ${month[at]})`);
  await run(`CREATE OR REPLACE TABLE stretches AS SELECT * FROM (VALUES ${stretches.join(', ')})
    t(stretch, "from", until, "window", month)`);
  const first = (from[0] ?? 0) / 3600;
  const each = Array.from(hours, (stretch, hour) => `(${first + hour}, ${stretch})`);
  await run(`CREATE OR REPLACE TABLE hours AS SELECT * FROM (VALUES ${each.join(', ')}) t(hour, stretch)`);
}

/** Parts of logs: `seconds` of a log in a stretch. */
const cuts: Readonly<Record<Join, string>> = {
  hours: `SELECT log, stretch, sum(least(until, (hour + 1) * 3600) - greatest("from", hour * 3600))::BIGINT AS seconds
    FROM (SELECT log, "from", until, unnest(range("from" // 3600, (until - 1) // 3600 + 1)) AS hour FROM logs) JOIN hours USING (hour)
    GROUP BY log, stretch`,
  range: `SELECT log, stretch, (least(l.until, s.until) - greatest(l."from", s."from"))::BIGINT AS seconds
    FROM logs l JOIN stretches s ON s."from" < l.until AND s.until > l."from"`,
};

/** Half seconds that a second uses, by tier and window code. */
function factors(name: Name, windows: readonly string[]): string {
  const { tiers } = stated[name];
  const values = tiers.flatMap((tier, code) =>
    windows.map(
      (window, open) => `(${code}, ${open}, ${2 * (uses[tier]?.[window] ?? 0)}, ${included[name][tier] ?? 0})`,
    ),
  );
  return `(VALUES ${values.join(', ')}) f(tier, "window", uses, included)`;
}

/** What an included month has left before each part, in half seconds, where all of the parts before had their way. */
const left = `greatest(included * 7200 - (sum(seconds * uses) OVER (PARTITION BY customer, month
  ORDER BY log, stretch, added ROWS UNBOUNDED PRECEDING) - seconds * uses), 0)::BIGINT`;
/** Twelfths of a second that remain to be paid. */
const charged = 'seconds * 12 - CASE WHEN uses = 0 THEN 0 ELSE least(seconds * uses, unused) * 12 // uses END';
/** Halves up. */
const rounded = (amount: string, by: number): string => `((2 * (${amount}) + ${by}) // ${2 * by})`;

const queries: Readonly<Record<Name, (cut: string) => string>> = {
  itpays: (cut) => `
    WITH cut AS (${cut}),
    parts AS (
      SELECT log, customer, tier, stretch, "window", month, seconds, uses, included, 0 AS added
      FROM cut JOIN logs USING (log) JOIN stretches USING (stretch) JOIN ${factors('itpays', ['core', 'off'])} USING (tier, "window")),
    drawn AS (SELECT *, ${left} AS unused FROM parts),
    lines AS (SELECT tier, "window", sum(${charged})::BIGINT AS quantity FROM drawn GROUP BY log, tier, "window", month)
    SELECT sum(${rounded('quantity * CASE WHEN "window" = 0 THEN 65000 - tier * 10000 ELSE 95000 - tier * 10000 END', 43_200)})::BIGINT AS total
    FROM lines`,

  ballou: (cut) => `
    WITH cut AS (${cut}),
    worked AS (
      SELECT log, tier, job, stretch, "window", month, seconds FROM cut JOIN logs USING (log) JOIN stretches USING (stretch)),
    incidents AS (
      SELECT job, any_value(tier) AS tier, (3600 - sum(seconds) FILTER ("window" > 0) % 3600) % 3600 AS filled,
        first("window" ORDER BY month, log, stretch) > 0 AND any_value(tier) > 0 AS starts,
        last({log: log, "window": "window"} ORDER BY month, log, stretch) FILTER ("window" > 0) AS model,
        min(month) FILTER ("window" > 0) AS called
      FROM worked GROUP BY job),
    behind AS (
      SELECT job, max({log: log, stretch: stretch}) AS piece FROM worked JOIN incidents USING (job)
      WHERE "window" > 0 AND month = called GROUP BY job),
    pieces AS (
      SELECT job, log, log AS turn, stretch, 0 AS added, "window", month, seconds FROM worked
      UNION ALL
      SELECT job, model.log, piece.log, piece.stretch, 1, model."window", called, filled
      FROM incidents JOIN behind USING (job) WHERE filled > 0),
    bought AS (
      SELECT *, CASE WHEN starts THEN greatest(3600 - (sum(seconds) OVER (PARTITION BY job
        ORDER BY month, turn, stretch, added ROWS UNBOUNDED PRECEDING) - seconds), 0) ELSE 0 END AS buys
      FROM pieces JOIN incidents USING (job)),
    paid AS (
      SELECT log, month, "window", (seconds - least(seconds, buys)) * CASE WHEN tier = 0 THEN 50000 ELSE 75000 END AS amount
      FROM bought WHERE "window" > 0),
    rates AS (SELECT sum(amount)::BIGINT AS amount FROM paid GROUP BY log, month),
    surcharges AS (SELECT sum(amount)::BIGINT AS amount FROM paid WHERE "window" = 2 GROUP BY log, month)
    SELECT ((SELECT sum(${rounded('amount', 3600)}) FROM rates)
      + (SELECT sum(${rounded('amount', 7200)}) FROM surcharges)
      + (SELECT sum(CASE WHEN NOT starts THEN 0 WHEN tier = 1 THEN 175000 ELSE 450000 END) FROM incidents))::BIGINT AS total`,

  thirty: (cut) => {
    const windows = ['day', 'evening', 'night', 'saturday', 'sunday'];
    const cost = (price: (typeof prices.thirty)[number]): string =>
      `[${price.rates.map((rate) => rate * 100).join(', ')}][tier + 1]`;
    const isRow = ({ windows: [open], role, channel }: (typeof prices.thirty)[number]): string =>
      [
        open === 'day' ? '"window" = 0' : '"window" > 0',
        ...(role === undefined ? [] : [`role = ${stated.thirty.choices.role?.indexOf(role)}`]),
        ...(channel === undefined ? [] : [`channel = ${stated.thirty.choices.channel?.indexOf(channel)}`]),
      ].join(' AND ');
    const rate = `CASE ${prices.thirty.map((price) => `WHEN ${isRow(price)} THEN ${cost(price)}`).join(' ')} END`;
    return `
    WITH cut AS (${cut}),
    worked AS (
      SELECT log, customer, tier, role, channel, job, stretch, "window", month, seconds
      FROM cut JOIN logs USING (log) JOIN stretches USING (stretch)),
    filled AS (
      SELECT log, min(month) AS first, last("window" ORDER BY stretch) AS open, (900 - sum(seconds) % 900) % 900 AS filled
      FROM worked GROUP BY log),
    pieces AS (
      SELECT *, 0 AS added FROM worked
      UNION ALL
      SELECT log, any_value(customer), any_value(tier), any_value(role), any_value(channel), any_value(job), max(stretch),
        any_value(open), any_value(first), any_value(filled), 1
      FROM worked JOIN filled USING (log) WHERE filled > 0 AND month = first GROUP BY log),
    parts AS (SELECT * FROM pieces JOIN ${factors('thirty', windows)} USING (tier, "window")),
    drawn AS (SELECT *, ${left} AS unused FROM parts),
    paid AS (SELECT log, job, tier, channel, "window", month, (${charged}) * (${rate}) AS amount FROM drawn),
    rates AS (SELECT sum(amount)::BIGINT AS amount FROM paid GROUP BY log, "window" > 0, month),
    surcharges AS (
      SELECT sum(amount)::BIGINT * any_value([0, 25, 50, 50, 100, 0, 20, 50, 45, 100, 0, 15, 40, 40, 100][tier * 5 + "window" + 1]) AS amount
      FROM paid WHERE "window" > 0 GROUP BY log, "window", month),
    alarms AS (
      SELECT sum(amount)::BIGINT * any_value([15, 10, 0][tier + 1]) AS amount
      FROM paid WHERE channel = 3 AND "window" IN (2, 3) GROUP BY log, month),
    places AS (SELECT job, first(place ORDER BY log) AS place FROM logs GROUP BY job),
    jobs AS (
      SELECT greatest(CASE WHEN any_value(place) = 0 THEN 40000 ELSE 90000 END * 43200::BIGINT - sum(amount)::BIGINT, 0) AS amount
      FROM paid JOIN places USING (job) GROUP BY job)
    SELECT ((SELECT sum(${rounded('amount', 43_200)}) FROM rates)
      + (SELECT sum(${rounded('amount', 4_320_000)}) FROM surcharges)
      + (SELECT sum(${rounded('amount', 4_320_000)}) FROM alarms)
      + (SELECT sum(${rounded('amount', 43_200)}) FROM jobs))::BIGINT AS total`;
  },
};

/** What all logs come to, in minor units. */
export async function priceInSql(connection: DuckDBConnection, name: Name, join: Join): Promise<number> {
  const reader = await connection.runAndReadAll(queries[name](cuts[join]));
  return Number(reader.getRows()[0]?.[0]);
}
