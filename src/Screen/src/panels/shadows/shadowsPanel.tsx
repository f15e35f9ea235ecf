import type { ShadowView } from '../../source/shadowViews';
import { useServices } from '../../store/services';
import { useJoin } from '../../store/useJoin';
import { shadows as words } from '../../texts/shadows';
import { Panel, stateOf, type PanelState } from '../frame';
import { useFreshState } from '../freshState';
import { ShadowTable } from './shadowTable';

const everyMs = 5_000;

/** Parameters that trade on paper beside the live ones. */
export function ShadowsPanel() {
  const { http } = useServices();
  const shadows = useJoin<readonly ShadowView[]>('shadows', () => ({ load: stop => http.get('shadows', {}, stop), apply: value => value }), everyMs);
  const rows = shadows.value.value ?? [];
  const state = begun(stateOf(shadows.value.value, shadows.problem.value, shadows.reload, all => (all.length === 0 ? words.none : null)), rows);
  return (
    <Panel title={words.title} name="page" state={useFreshState(state)} head={<span class="dim">{words.hint}</span>}>
      <ShadowTable rows={rows} />
    </Panel>
  );
}

// Until one of them has seen a bar, all have what they began with: that is no result.
function begun(state: PanelState, rows: readonly ShadowView[]): PanelState {
  const have = rows.filter(row => row.since !== null).length;
  return state.kind === 'ready' && have === 0 ? { kind: 'warm-up', have, need: rows.length, words: words.begun } : state;
}
