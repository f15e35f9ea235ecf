import { span } from '../format/time';
import { plural } from './plural';

/** Words of page Log. */
export const log = {
  title: 'Log',
  hint: (kept: number) => `The last ${kept} changes since this page was opened`,
  empty: 'Nothing has changed since this page was opened.',
  emptyOfChoice: 'Nothing of this choice has changed.',
  pause: 'Pause',
  go: 'Go on',
  waiting: (count: number) => `${plural(count, 'change')} since the pause`,
  filter: 'Words',
  kinds: { feed: 'Feeds', gap: 'Gaps', signal: 'Signals', order: 'Orders', service: 'Service', operator: 'Changes' },
  kindsLabel: 'Kinds that are shown',
  signal: (action: string, symbol: string, score: number, outcome: string, detail: string | null) => `${action.toUpperCase()} ${symbol}${action === 'Close' ? '' : ` ${score.toFixed(1)}`}: ${outcome.toLowerCase()}${detail ? `, ${detail}` : ''}`,
  order: (action: string, symbol: string, state: string, detail: string | null) => `${action} ${symbol}: ${state}${detail ? `, ${detail}` : ''}`,
  gap: (market: string, length: number, missing: number | null, reason: string, filledBy: string | null) =>
    filledBy === null ? `${market}: gap of ${span(length)}, ${missing === null ? 'trades missing, number not known' : plural(missing, 'trade') + ' missing'} (${reason})` : `${market}: gap of ${span(length)} filled by ${filledBy}`,
  feed: (id: string, state: string, error: string | null) => `${id}: ${state}${error && state !== 'connected' ? `, ${error}` : ''}`,
  health: (level: string, reasons: readonly string[]) => (reasons.length === 0 ? `Health: ${level}` : `Health: ${level}. ${reasons.join('; ')}`),
  resync: 'Events were missed; everything was read anew.',
  action: (path: string, status: number, from: string, isPage: boolean) => `${path}: ${status < 300 ? 'done' : `refused with ${status}`}, asked by ${isPage ? 'a browser' : 'a program'} at ${from}`,
} as const;
