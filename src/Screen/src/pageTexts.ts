import { feeds } from './texts/feeds';
import { gaps } from './texts/gaps';
import { log } from './texts/log';
import { positions } from './texts/positions';
import { signals } from './texts/signals';

/** Words of the pages beside the flow, each page's in a file of its own. A second part of the texts, to be translated with the first. */
export const pageTexts = {
  more: (step: number, rest: number) => `Show ${step} more of ${rest.toLocaleString('en')}`,
  all: 'all',
  asTable: 'As table',
  csv: 'CSV',
  chart: 'chart',
  range: 'Range',
  ranges: { '24h': '24 h', '7d': '7 days', '30d': '30 days', all: 'All' },
  zoneNote: (zone: string) => `Times in ${zone}`,
  openChart: (symbol: string, time: string) => `${symbol} on the chart at ${time}`,
  signals,
  positions,
  feeds,
  gaps,
  log,
} as const;
