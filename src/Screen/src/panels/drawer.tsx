import { signal } from '@preact/signals';
import { useServices } from '../store/services';
import { texts } from '../texts';

/** Whether the right column is drawn out, where the window is too narrow for it to stay. */
export const isDrawn = signal(false);

/** What draws the right column out; seen only where there is no room for it. */
export function DrawerHandle() {
  const open = useServices().tables.positions.value.value?.length ?? 0;
  return (
    <button type="button" class="drawer-handle" aria-expanded={isDrawn.value} aria-controls="side" onClick={() => (isDrawn.value = !isDrawn.value)}>
      {texts.drawer(open)} <i aria-hidden="true">{isDrawn.value ? '▸' : '◂'}</i>
    </button>
  );
}
