import { timeframes } from '../chart/timeframes';
import { isDrawn } from '../panels/drawer';
import { openDialog } from '../panels/dialogs';
import { askPause } from '../panels/execution';
import { select, symbolOrder } from '../panels/symbols';
import { adjust, route } from '../route/route';
import { settings } from '../settings/settings';
import type { Services } from '../store/services';
import { anchorHere, leave, step, toggleTable, toGap, toLive, toSignal, zoom } from './chartKeys';

/** What a key does; false where it does nothing now, and the browser may have it. */
type Act = (services: Services) => void;

const letters: Readonly<Record<string, Act>> = {
  '/': () => document.getElementById('symbol-filter')?.focus(),
  j: () => stepSymbol(1),
  k: () => stepSymbol(-1),
  '+': () => zoom(1.25),
  '=': () => zoom(1.25),
  '-': () => zoom(0.8),
  g: () => toGap(1),
  G: () => toGap(-1),
  s: () => toSignal(1),
  S: () => toSignal(-1),
  e: toExplain,
  t: toggleTable,
  a: anchorHere,
  p: askPause,
  '?': () => openDialog('keys'),
  ...Object.fromEntries(timeframes.map((timeframe, at) => [String(at + 1), () => adjust({ tf: timeframe })])),
};

const others: Readonly<Record<string, Act>> = {
  ArrowDown: () => stepSymbol(1),
  ArrowUp: () => stepSymbol(-1),
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  End: toLive,
  Escape: () => {
    isDrawn.value = false;
    leave();
  },
};

/** Listens to keys of the whole page. */
export function listenToKeys(services: Services): void {
  document.addEventListener('keydown', event => {
    const act = actOf(event, settings.peek().letterKeys, route.peek().page === 'flow');
    if (act !== null) {
      event.preventDefault();
      act(services);
    }
  });
}

/** What a key means here; null when it belongs to somebody else: a field, a dialog, a scroll area, the browser. */
export function actOf(event: KeyboardEvent, hasLetters: boolean, isFlow: boolean): Act | null {
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || target?.closest('input, select, textarea, dialog') || document.querySelector('dialog[open]')) {
    return null;
  }

  const isEverywhere = event.key === '?' || event.key.toLowerCase() === 'p';
  if (!isFlow && !isEverywhere) {
    return null;
  }

  // Arrows in the table of numbers scroll it.
  if (event.key.startsWith('Arrow') && target?.closest('.chart-table')) {
    return null;
  }

  return others[event.key] ?? (hasLetters ? (letters[event.key] ?? letters[event.key.toLowerCase()] ?? null) : null);
}

function toExplain(): void {
  isDrawn.value = true;
  // It can be gone to once it is there.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.explain button')?.focus());
}

function stepSymbol(way: number): void {
  const { names } = symbolOrder;
  const now = names.indexOf(route.value.path[0] ?? document.querySelector('.symbols tr.selected .name')?.textContent ?? '');
  const next = names[Math.min(Math.max(now + way, 0), names.length - 1)];
  if (next !== undefined) {
    select(next);
  }
}
