import { useComputed, type ReadonlySignal } from '@preact/signals';
import { amount, fixed, isKnown, percent, share } from '../format/numbers';
import { price } from '../format/price';
import { clock, zoneOf } from '../format/time';
import { settings } from '../settings/settings';
import type { SymbolView } from '../source/views';
import { useServices } from '../store/services';
import { texts } from '../texts';
import { Sparkline } from './sparkline';
import { coolsUntil, stopOf } from './stops';

const words = texts.symbols;

interface SymbolRowProps {
  readonly name: string;
  readonly row: ReadonlySignal<SymbolView> | undefined;
  readonly isSelected: boolean;
  readonly select: () => void;
  readonly star: () => void;
}

/** One coin. Figures that change with every event are text nodes of their own: nothing else of the row is touched. */
export function SymbolRow({ name, row, isSelected, select, star }: SymbolRowProps) {
  const { tables } = useServices();
  const priceText = useComputed(() => price(row?.value.price));
  const spotText = useComputed(() => amount(row?.value.windowSpotCvd));
  const perpText = useComputed(() => amount(row?.value.windowPerpCvd));
  const cools = useComputed(() => coolsUntil(tables.status.value.value?.accounts, name));
  const stop = useComputed(() => (row === undefined ? '' : stopOf(row.value, tables.positions.value.value?.some(position => position.symbol === name) ?? false, cools.value !== null).text));
  const why = useComputed(() => (cools.value === null ? '' : `${words.cools(clock(cools.value, zoneOf(settings.value.zone)))}. `) + (row?.value.historyProblem ?? row?.value.holdReason ?? row?.value.firstFailure ?? ''));
  const figures = tables.figures.rows.value?.get(name)?.value;
  const isStarred = settings.value.stars.includes(name);
  return (
    <tr class={isSelected ? 'selected' : ''} aria-selected={isSelected} onClick={select}>
      <th scope="row">
        <button
          type="button"
          class={`star ${isStarred ? 'is-on' : ''}`}
          aria-pressed={isStarred}
          aria-label={words.star(name)}
          onClick={event => {
            event.stopPropagation();
            star();
          }}
        >
          {isStarred ? '★' : '☆'}
        </button>
        <button type="button" class="name" aria-current={isSelected ? 'true' : undefined}>
          {name}
        </button>
      </th>
      <td class="live-value">{priceText}</td>
      <td class={`col-change ${signOf(figures?.changePercent1h)}`}>{percent(figures?.changePercent1h, 1)}</td>
      <td class="live-value" title={fixed(row?.peek().windowSpotCvd, 0, true)}>
        {spotText}
      </td>
      <td class="live-value" title={fixed(row?.peek().windowPerpCvd, 0, true)}>
        {perpText}
      </td>
      <td class="col-divergence">
        <Sparkline values={figures?.divergence ?? []} label={amount(figures?.divergence.at(-1))} />
      </td>
      <td class="col-interest">{percent(figures?.openInterestChangePercent24h, 1)}</td>
      <td class={`col-complete ${isKnown(figures?.openGaps) && figures.openGaps > 0 ? 'warning' : ''}`}>{share(figures?.completeShare)}</td>
      <td class="col-stop" title={why}>
        {stop}
      </td>
    </tr>
  );
}

/** Class of a figure with a sign. */
export function signOf(value: number | null | undefined): string {
  return !isKnown(value) || value === 0 ? '' : value > 0 ? 'up' : 'down';
}
