import { plural } from './plural';

/** Words of page Gaps. */
export const gaps = {
  title: 'Gaps',
  map: 'Completeness by market and hour',
  mapNote: (shown: number, all: number) => (shown < all ? `Markets of ${shown} of ${all} symbols: those with gaps first. Choose a symbol to see its own.` : ''),
  table: 'Gaps',
  noMarkets: 'No market has a ledger yet. One begins with its first trade.',
  noGaps: (range: string) => `No gap in the last ${range}.`,
  noGapsOfChoice: 'No gap of this choice.',
  legend: 'Legend',
  kinds: { gap: 'gap, not filled', partial: 'something missing', filled: 'filled later', complete: 'complete', some: 'complete in part, else unknown', unknown: 'unknown' },
  glyphs: { gap: '×', partial: '/', filled: '+', complete: '', some: '·', unknown: '?' },
  cell: (market: string, time: string, kind: string, share: string, open: number, filled: number) =>
    `${market} ${time}: ${kind}, ${share} proven complete${open > 0 ? `, ${plural(open, 'open gap')}` : ''}${filled > 0 ? `, ${plural(filled, 'filled gap')}` : ''}`,
  columns: { market: 'Market', from: 'From', to: 'To', span: 'Length', missing: 'Trades missing', reason: 'Detected by', state: 'State', fill: 'Filled by', searches: 'Searches', chart: 'Chart' },
  reasons: {
    restart: 'restart of the service',
    reconnect: 'new connection',
    ids: 'missing ids',
    overflow: 'more than could be taken',
    anew: 'ids began anew: nothing fills it',
    size: 'contract changed its size: nothing fills it',
    late: 'late trades: nothing fills it',
    'spool was full': 'spool was full: nothing fills it',
  } as Readonly<Record<string, string>>,
  outcomes: { filled: 'filled', partly: 'list too short', behind: 'list behind', failed: 'no answer', left: 'given up' } as Readonly<Record<string, string>>,
  states: { open: '× open', filled: '+ filled' },
  filters: { state: 'State', symbol: 'Symbol', market: 'Market' },
  noNumber: 'How many is not known: the venue has no ids to count by',
  summary: (open: number, filled: number, trades: number, unknown: number) =>
    `${open} open, ${filled} filled${open > 0 ? `; ${trades.toLocaleString('en')} trades missing${unknown > 0 ? `, and ${plural(unknown, 'gap')} of which the number is not known` : ''}` : ''}`,
  csv: 'CSV of the gaps shown',
} as const;
