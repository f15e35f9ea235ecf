import { anchorHere, leave, step, toggleTable, toGap, toLive, toSignal, zoom } from '../../keys/chartKeys';
import { settings } from '../../settings/settings';

const letters: Readonly<Record<string, () => void>> = {
  '+': () => zoom(1.25),
  '-': () => zoom(0.8),
  g: () => toGap(1),
  G: () => toGap(-1),
  s: () => toSignal(1),
  S: () => toSignal(-1),
  t: toggleTable,
  a: anchorHere,
};

const others: Readonly<Record<string, () => void>> = { ArrowLeft: () => step(-1), ArrowRight: () => step(1), End: toLive, Escape: leave };

/** Listens to the keys of the chart while a report is looked at. */
export function listen(): () => void {
  const hear = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || target?.closest('input, select, textarea, dialog, .wide, .scroll')) {
      return;
    }

    const act = others[event.key] ?? (settings.peek().letterKeys ? letters[event.key] : undefined);
    if (act !== undefined) {
      event.preventDefault();
      act();
    }
  };

  document.addEventListener('keydown', hear);
  return () => document.removeEventListener('keydown', hear);
}
