import { unknown } from '../../format/numbers';
import { pageTexts } from '../../pageTexts';
import { part } from '../../source/http';
import type { Explanation } from '../../source/views';
import { useServices } from '../../store/services';
import { useJoin } from '../../store/useJoin';
import { Panel, stateOf } from '../frame';
import { RowTable, wordy } from '../rowTable';

const words = pageTexts.positions;

/** How far each exit of a coin's position is from firing, as of the last bar. */
export function ExitChecks({ symbol }: { symbol: string }) {
  const { http } = useServices();
  const explanation = useJoin<Explanation>(symbol, () => ({ load: stop => http.get(`symbols/${part(symbol)}/explain`, {}, stop), apply: value => value }), 5_000);
  const steps = explanation.value.value?.steps.filter(step => step.phase === 5) ?? [];
  const state = stateOf(explanation.value.value, explanation.problem.value, explanation.reload, () => (steps.length === 0 ? words.noChecks : null));
  return (
    <Panel title={words.showChecks(symbol)} state={state} rows={3}>
      <RowTable
        label={words.showChecks(symbol)}
        look="inner"
        heads={[words.condition, wordy(words.actual), wordy(words.required), wordy('')]}
        items={steps}
        keyOf={step => step.name}
        row={step => (
          <tr>
            <th scope="row">{step.name}</th>
            <td class="text">{step.actual || unknown}</td>
            <td class="text">{step.required}</td>
            <td class="text">{step.passed === null ? '' : step.passed ? <b class="warning">✓ {words.holds}</b> : <span class="dim">✕ {words.holdsNot}</span>}</td>
          </tr>
        )}
      />
    </Panel>
  );
}
