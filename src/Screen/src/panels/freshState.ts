import { span } from '../format/time';
import { useServices } from '../store/services';
import type { PanelState } from './frame';

/** The state of a panel that shows what is old as old: a service that is not heard makes whatever it told stale. */
export function useFreshState(state: PanelState): PanelState {
  const { level, seconds } = useServices().freshness.value;
  return state.kind === 'ready' && (level === 'stale' || level === 'offline') ? { kind: 'stale', age: span(seconds * 1_000) } : state;
}
