import { SymbolsPanel } from '../panels/symbols';

/** What flows, why a signal came or did not, and what is open. */
export function FlowPage() {
  return (
    <div class="flow">
      <SymbolsPanel />
    </div>
  );
}
