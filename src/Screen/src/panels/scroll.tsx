import type { ComponentChildren } from 'preact';

/** What may be wider or longer than there is room: it can be reached and moved with the keyboard. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // A group that scrolls has to be reachable without a mouse.
    <div class="wide" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
