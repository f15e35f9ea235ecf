import { pageTexts } from '../../pageTexts';
import { change, settings } from '../../settings/settings';

const words = pageTexts.positions;

/** Whether gains are told after fees. */
export function Fees() {
  return (
    <label class="filter" title={words.noFees}>
      <input type="checkbox" checked={settings.value.withFees} onChange={event => change({ withFees: event.currentTarget.checked })} /> {words.withFees}
    </label>
  );
}
