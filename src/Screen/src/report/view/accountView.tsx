import { fixed, percent } from '../../format/numbers';
import { Panel } from '../../panels/frame';
import type { ReportFile } from '../model/file';
import { reportTexts } from '../../texts/report';
import { drawdownOf, type LinePoint } from './lines';
import { LinesPicture } from './linesPicture';

const words = reportTexts.account;

/** The account over time, how far it fell, and what the coin alone would have made. */
export function AccountView({ file: { curve, result } }: { file: ReportFile }) {
  const column = (values: readonly (number | null)[]): LinePoint[] => curve.t.map((seconds, at) => ({ at: seconds * 1_000, value: values[at] ?? null }));
  const [equity, coin] = [column(curve.equity), column(curve.coin)];
  const money = (value: number): string => fixed(value, 2);
  return (
    <Panel title={words.title} name="page" state={{ kind: 'ready' }} head={result.symbols === undefined && curve.t.length < result.bars ? <span class="dim">{words.thinned(curve.t.length, result.bars)}</span> : null}>
      <LinesPicture title={words.equity} lines={[{ name: words.account, look: 'account', points: equity }]} write={money} />
      <LinesPicture title={words.drawdown} lines={[{ name: words.account, look: 'fall', points: drawdownOf(equity, result.initial_balance) }]} write={value => percent(value)} />
      <LinesPicture title={words.comparison} lines={[{ name: words.account, look: 'account', points: equity }, { name: words.coin, look: 'coin', points: coin }]} write={money} />
    </Panel>
  );
}
