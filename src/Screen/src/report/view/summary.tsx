import { fixed, percent, share } from '../../format/numbers';
import { span } from '../../format/time';
import { Panel } from '../../panels/frame';
import { enoughTrades } from '../../store/account';
import type { BacktestResult } from '../model/file';
import { reportTexts } from '../../texts/report';

const words = reportTexts.summary;

// Fewer daily returns give no ratio.
const enoughDays = 7;

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly hint?: string | undefined;
}

/** The figures that a back-test is judged by, each with the number of trades or days that it rests on. */
export function Summary({ result }: { result: BacktestResult }) {
  return (
    <Panel title={words.title} name="page" state={{ kind: 'ready' }}>
      <dl class="figures-list">
        {figuresOf(result).map(({ name, value, hint }) => (
          <div key={name} title={hint}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** The figures in their order. */
export function figuresOf(result: BacktestResult): Figure[] {
  const { metrics, closed, wins, equity_explained: sums, buy_and_hold: hold } = result;
  const held = metrics.held_seconds;
  const isEnough = closed >= enoughTrades;
  const judged = (text: string): string => (isEnough ? text : `${text} · ${words.tooFew(closed)}`);
  const percentOf = (usd: number): string => percent(((usd - result.initial_balance) / result.initial_balance) * 100);
  return [
    { name: words.equity, value: `${fixed(result.equity, 2)} · ${percentOf(result.equity)}`, hint: sums.open_gain_is_in_equity ? undefined : words.atEntry },
    ...(sums.open_gain_is_in_equity || result.open_positions.length === 0 ? [] : [{ name: words.marked, value: fixed(sums.equity_marked, 2) }]),
    { name: words.net, value: fixed(metrics.net_profit, 2, true), hint: words.netHint },
    { name: words.fees, value: fixed(metrics.fees, 2) },
    { name: words.trades, value: fixed(closed) },
    { name: words.winRate, value: isEnough ? words.rate(share(metrics.win_rate_percent / 100), wins, closed) : words.tooFew(closed) },
    { name: words.profitFactor, value: closed === 0 ? words.tooFew(0) : judged(metrics.profit_factor === null ? words.noLosses : fixed(metrics.profit_factor, 2)) },
    { name: words.drawdown, value: `${fixed(metrics.max_drawdown_marked_percent, 2)} % (${fixed(metrics.max_drawdown_percent, 2)} %)`, hint: words.drawdownHint },
    {
      name: words.sharpe,
      value: metrics.days < enoughDays ? words.tooShort(metrics.days) : `${fixed(metrics.sharpe, 2)}, ${fixed(metrics.sortino, 2)}`,
      hint: words.sharpeHint(metrics.days),
    },
    { name: words.exposure, value: `${fixed(metrics.exposure_percent, 2)} %`, hint: words.exposureHint },
    ...(held === null ? [] : [{ name: words.held, value: span(held.median * 1_000), hint: words.heldHint(span(held.shortest * 1_000), span(held.longest * 1_000), span(held.mean * 1_000)) }]),
    ...(hold === null ? [] : [{ name: words.hold, value: `${fixed(hold.equity, 2)} · ${percent(hold.return_percent)}`, hint: words.holdHint(`${fixed(hold.max_drawdown_percent, 2)} %`) }]),
    { name: words.refused, value: fixed(result.refused_orders.length) },
  ];
}
