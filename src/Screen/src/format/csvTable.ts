/** A cell of a table that is saved: null is not known, and stays empty. */
export type Cell = string | number | null;

// A cell that begins so is taken for a formula by the programs that open such files.
const formula = /^[=+\-@\t\r]/;

/** Comma separated values (RFC 4180), lines ending with CR LF. Numbers are written as they are, without grouping. */
export function csvTable(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map(row => row.map(field).join(',') + '\r\n').join('');
}

function field(cell: Cell): string {
  if (typeof cell === 'number') {
    return Number.isFinite(cell) ? String(cell) : '';
  }

  const text = cell ?? '';
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
