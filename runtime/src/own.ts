// Reading names that people chose: a choice may be called `constructor`, which every object seems to have.

/** The record's own value under the name. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
