import { fixed, percent } from '../../../format/numbers';
import { Panel } from '../../../panels/frame';
import { reportTexts } from '../../../texts/report';
import { searchTexts } from '../../../texts/search';
import { drawdownOf, type LinePoint } from '../../view/lines';
import { LinesPicture } from '../../view/linesPicture';
import type { SearchAccount, SearchFile } from '../model/file';

const words = searchTexts.account;

/** The account over time with what was found, beside that with the unchanged parameters, and how far it fell. */
export function AccountView({ file: { accounts, result } }: { file: SearchFile }) {
  const [found, unchanged] = accounts.map(pointsOf);
  if (found === undefined || found.length === 0) {
    return <Panel title={words.title} name="page" state={{ kind: 'empty', why: words.none }} />;
  }

  const lines = [
    { name: words.found, look: 'account' as const, points: found },
    ...(unchanged === undefined ? [] : [{ name: words.unchanged, look: 'coin' as const, points: unchanged }]),
  ];
  return (
    <Panel title={words.title} name="page" state={{ kind: 'ready' }} head={result.folds ? <span class="dim">{words.joined}</span> : null}>
      <LinesPicture title={reportTexts.account.equity} lines={lines} write={value => fixed(value, 2)} />
      <LinesPicture title={reportTexts.account.drawdown} lines={[{ name: words.found, look: 'fall', points: drawdownOf(found, result.initial_balance) }]} write={value => percent(value)} />
    </Panel>
  );
}

function pointsOf({ curve }: SearchAccount): LinePoint[] {
  return curve.t.map((seconds, at) => ({ at: seconds * 1_000, value: curve.equity[at] ?? null }));
}
