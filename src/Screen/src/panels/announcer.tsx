import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useServices } from '../store/services';
import { createAnnouncements } from './announcements';

/** The one live region: figures that change all the time are none. */
export function Announcer() {
  const { stream, freshness } = useServices();
  const text = useSignal('');
  useEffect(() => {
    const announcements = createAnnouncements(() => performance.now());
    const ends = [stream.on(announcements.hear, true), freshness.subscribe(state => announcements.level(state.level))];
    const id = setInterval(() => {
      text.value = announcements.next() ?? text.peek();
    }, 500);
    return () => {
      clearInterval(id);
      ends.forEach(end => end());
    };
  }, [stream, freshness]);
  return (
    <p class="unseen" role="status" aria-live="polite">
      {text}
    </p>
  );
}
