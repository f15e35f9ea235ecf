import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { settings } from '../settings/settings';
import { useServices } from '../store/services';

const parts = signal<typeof import('./guide/demo') | null>(null);

/** What only a demo has; null elsewhere, and until it is loaded. */
function useDemoParts(): typeof import('./guide/demo') | null {
  const isDemo = useServices().hello.value?.mode === 'demo';
  useEffect(() => {
    if (isDemo && parts.peek() === null) {
      void import('./guide/demo').then(loaded => (parts.value = loaded));
    }
  }, [isDemo]);
  return isDemo ? parts.value : null;
}

/** The guide of a demo, until somebody closes it. */
export function DemoGuide() {
  const demo = useDemoParts();
  return demo === null || settings.value.guideClosed ? null : <demo.Guide />;
}

/** The switch of a demo's venues. */
export function DemoSwitch() {
  const demo = useDemoParts();
  return demo === null ? null : <demo.VenueSwitch />;
}
