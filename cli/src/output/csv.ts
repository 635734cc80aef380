// Tables as CSV: commas, quotes where they are needed, one line a row.

export function csvText(columns: readonly string[], rows: readonly (readonly (string | number | boolean)[])[]): string {
  return [columns, ...rows].map((row) => `${row.map((cell) => quote(String(cell))).join(',')}\n`).join('');
}

export function quote(text: string): string {
  return /[",\n\r;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
