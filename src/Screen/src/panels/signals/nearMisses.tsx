import { pageTexts } from '../../pageTexts';
import { route } from '../../route/route';
import type { NearMiss } from '../../source/moreViews';
import { useServices } from '../../store/services';
import { useJoin } from '../../store/useJoin';
import { Panel, stateOf } from '../frame';
import { useFreshState } from '../freshState';
import { NearMissTable } from './nearMissTable';

const words = pageTexts.signals.near;
const most = 1_000;
const everyMs = 5_000;

/** The tab of near misses: evaluations that nearly were signals, as the service remembers them. */
export function NearMisses() {
  const { http } = useServices();
  const misses = useJoin<readonly NearMiss[]>('near misses', () => ({ load: stop => http.get('signals/near-misses', { limit: most }, stop), apply: value => value }), everyMs);
  const symbol = route.value.query['symbol'] ?? '';
  const rows = misses.value.value?.filter(miss => symbol === '' || miss.symbol === symbol);
  const state = useFreshState(stateOf(rows, misses.problem.value, misses.reload, all => (all.length === 0 ? words.empty : null)));
  return (
    <Panel title={words.title} name="page" state={state} head={<span class="dim">{words.hint}</span>}>
      <NearMissTable rows={rows ?? []} />
    </Panel>
  );
}
