import { formatRoute, route } from '../route/route';

/** A tab: a place of its own, so that it can be linked to. */
export interface Tab {
  readonly name: string;
  readonly title: string;
  /** How many there are behind it; null or left out where that is not known or says nothing. */
  readonly count?: number | null;
}

interface TabsProps {
  /** What they are tabs of. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
}

/** Tabs of the page that is looked at, as links: the first is the page itself, the others below it. What is filtered stays so. */
export function Tabs({ label, tabs, chosen }: TabsProps) {
  const { page, query } = route.value;
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab, place) => (
        <a key={tab.name} href={formatRoute({ page, path: place === 0 ? [] : [tab.name], query })} aria-current={tab.name === chosen ? 'page' : undefined}>
          {tab.title}
          {typeof tab.count === 'number' && <span class="count"> {tab.count.toLocaleString('en')}</span>}
        </a>
      ))}
    </nav>
  );
}

/** Name of the tab that the address asks for; the first one where it asks for none. */
export function chosenTab<T extends string>(names: readonly [T, ...T[]]): T {
  return names.find(name => name === route.value.path[0]) ?? names[0];
}
