import type { ComponentChildren } from 'preact';
import { fixed, share } from '../../../format/numbers';
import { searchTexts } from '../../../texts/search';
import { RowsTable } from '../../view/rowsTable';
import type { Evidence, Interval, LeakCheck, SearchResult } from '../model/file';

const words = searchTexts.evidence;
const names = words.rows;
type Name = keyof typeof names;

const intervals = ['net_profit', 'expectancy', 'win_rate_percent', 'profit_factor', 'return_percent', 'mean_return_percent', 'sharpe', 'max_drawdown_percent'] as const;
const shares = ['permutation', 'deflated_sharpe', 'overfitting'] as const;
const counts = ['trades', 'days', 'trials'] as const;
const leaks = ['look_ahead', 'warm_up'] as const;
const order: readonly Name[] = ['trades', 'days', ...intervals, 'permutation', 'trials', 'deflated_sharpe', 'overfitting', ...leaks];

/** What speaks for and against an edge: of what was found, and of the unchanged parameters over the same tests. */
export function EvidenceTable({ result }: { result: SearchResult }) {
  const found = result.out_of_sample?.evidence ?? result.evidence;
  const unchanged = result.base_out_of_sample?.evidence;
  if (found == null) {
    return null;
  }

  const { columns } = words;
  return (
    <RowsTable
      title={result.folds ? words.walk : words.search}
      rows={order}
      head={<span class="dim">{words.hint(share(found.sharpe.level, 0), fixed(found.block_days, 1))}</span>}
      columns={[
        { name: columns.name, isText: true, cell: name => names[name] },
        { name: columns.found, cell: name => written(found, name) },
        ...(unchanged === undefined ? [] : [{ name: columns.unchanged, cell: (name: Name) => written(unchanged, name) }]),
      ]}
    />
  );
}

function written(evidence: Evidence, name: Name): ComponentChildren {
  if (isOf(intervals, name)) {
    return between(evidence[name], name === 'mean_return_percent' ? 4 : 2);
  }

  if (isOf(shares, name)) {
    return share(evidence[name]);
  }

  return isOf(leaks, name) ? cut(evidence[name]) : isOf(counts, name) ? fixed(evidence[name]) : '';
}

function between({ estimate, low, high }: Interval, digits: number): string {
  return words.interval(fixed(estimate, digits), fixed(low, digits), fixed(high, digits));
}

function cut(check: LeakCheck | null): ComponentChildren {
  return check === null ? '' : check.clean ? words.clean(check.compared, check.cuts) : <span class="bad">{words.leaks(check.changed.length, check.cuts)}</span>;
}

function isOf<T extends Name>(some: readonly T[], name: Name): name is T {
  return (some as readonly Name[]).includes(name);
}
