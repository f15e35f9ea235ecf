import { effect, signal } from '@preact/signals';
import { isZone } from '../format/time';
import { adjust, route } from '../route/route';

/** How somebody likes to look at it. Kept in this browser; never a key. */
export interface ViewSettings {
  theme: 'auto' | 'dark' | 'light';
  palette: 'blue-orange' | 'green-red';
  /** `UTC`, `local` or an IANA name. */
  zone: string;
  letterKeys: boolean;
  withFees: boolean;
  withDivergence: boolean;
  /** Optional panes of the chart. */
  withScore: boolean;
  byVenue: 'off' | 'both' | 'spot' | 'perp';
  /** Whether the guide of a demo was closed. */
  guideClosed: boolean;
  stars: readonly string[];
  /** Places of the splitters, by name. */
  splits: Readonly<Record<string, number>>;
}

const name = 'squeezeflow.view';

const usual: ViewSettings = { theme: 'auto', palette: 'blue-orange', zone: 'UTC', letterKeys: true, withFees: true, guideClosed: false, withDivergence: false, withScore: false, byVenue: 'off', stars: [], splits: {} };

/** The settings now. */
export const settings = signal<ViewSettings>(read());

// A zone that an address asks for holds while the page is there, and is not kept.
let ownZone = settings.peek().zone;

/** Changes some of them. */
export function change(some: Partial<ViewSettings>): void {
  if (some.zone !== undefined) {
    ownZone = some.zone;
    adjust({ tz: '' });
  }

  settings.value = { ...settings.value, ...some };
}

/** Keeps them, and keeps the page in step with them. */
export function keepSettings(root: HTMLElement): void {
  effect(() => {
    const asked = route.value.query['tz'];
    if (asked !== undefined && isZone(asked)) {
      settings.value = { ...settings.peek(), zone: asked };
    }
  });
  effect(() => {
    const { theme, palette } = settings.value;
    root.dataset['theme'] = theme;
    root.dataset['palette'] = palette;
    try {
      localStorage.setItem(name, JSON.stringify({ ...settings.value, zone: ownZone }));
    } catch {
      // A browser that keeps nothing shows the usual next time; there is nothing to do about it here.
    }
  });
}

function read(): ViewSettings {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<ViewSettings>;
    const all = { ...usual, ...kept };
    return all.zone === 'local' || isZone(all.zone) ? all : { ...all, zone: 'UTC' };
  } catch {
    return usual;
  }
}
