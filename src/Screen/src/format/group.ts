/** Items by a name, names in the order of their first item. */
export function groupBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(nameOf(item));
    if (known) {
      known.push(item);
    } else {
      groups.set(nameOf(item), [item]);
    }
  }

  return groups;
}
