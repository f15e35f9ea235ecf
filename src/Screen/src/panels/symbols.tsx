import { amount } from '../format/numbers';
import { price } from '../format/price';
import { useServices, useWant } from '../store/services';
import { Panel, stateOf } from './frame';

/** Every coin at a glance. */
export function SymbolsPanel() {
  const { tables } = useServices();
  useWant(['sym'], null);
  const rows = tables.symbols.rows.value;
  const state = stateOf(rows, tables.symbols.problem.value, tables.symbols.reload, all => (all.size === 0 ? 'No symbol yet.' : null));
  return (
    <Panel title="Symbols" name="symbols" state={state}>
      <table>
        <tbody>
          {[...(rows?.values() ?? [])].map(row => (
            <tr key={row.peek().symbol}>
              <th>{row.peek().symbol}</th>
              <td>{price(row.value.price)}</td>
              <td>{amount(row.value.windowSpotCvd)}</td>
              <td>{amount(row.value.windowPerpCvd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
