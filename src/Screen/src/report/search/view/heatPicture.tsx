import { fixed } from '../../../format/numbers';
import { FilterField } from '../../../panels/filterField';
import { Panel } from '../../../panels/frame';
import { Scroll } from '../../../panels/scroll';
import { route } from '../../../route/route';
import { searchTexts } from '../../../texts/search';
import { axisOf, heatOf, levelsOf, type Axis, type HeatCell } from '../model/bins';
import type { SearchFile, SpaceParameter } from '../model/file';

const words = searchTexts.heat;
const levels = 5;

/** What two parameters make of a measure; which two and which measure is chosen, and kept in the address. */
export function HeatPicture({ file: { result: { space }, candidates } }: { file: SearchFile }) {
  const { query } = route.value;
  const measures = Object.keys(candidates.measures);
  const across = space.find(one => one.name === query['x']) ?? space[0];
  const down = space.find(one => one.name === query['y'] && one !== across) ?? space.find(one => one !== across);
  const measure = measures.find(name => name === query['of']) ?? measures[0];
  if (across === undefined || measure === undefined || candidates.fold.length === 0) {
    return <Panel title={words.title} name="page" state={{ kind: 'empty', why: words.none }} />;
  }

  const columnOf = (parameter: SpaceParameter) => candidates.values[parameter.name] ?? [];
  const [x, y] = [axisOf(across), down === undefined ? null : axisOf(down)];
  const cells = heatOf(x, columnOf(across), y, down === undefined ? null : columnOf(down), candidates.measures[measure] ?? []);
  const names = space.map(one => one.name);
  return (
    <Panel title={words.title} name="page" state={{ kind: 'ready' }}>
      <p class="note choices">
        <FilterField name="x" label={words.across} values={names} all={words.usual(space[0]?.name ?? '')} />
        {space.length > 1 ? <FilterField name="y" label={words.down} values={names.filter(name => name !== across.name)} all={words.usual(down?.name ?? '')} /> : <span class="dim">{words.alone}</span>}
        <FilterField name="of" label={words.measure} values={measures} all={words.usual(measures[0] ?? '')} />
      </p>
      <HeatTable x={x} y={y} cells={cells} caption={words.caption(measure, across.name, down?.name ?? '')} />
      <p class="note">{words.note(candidates.fold.length, candidates.tried)}</p>
    </Panel>
  );
}

function HeatTable({ x, y, cells, caption }: { x: Axis; y: Axis | null; cells: readonly (readonly HeatCell[])[]; caption: string }) {
  const look = levelsOf(cells, levels);
  return (
    <Scroll label={caption}>
      <table class="levels">
        <caption class="dim">{caption}</caption>
        <thead>
          <tr>
            <td />
            {x.labels.map(label => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((_, at) => {
            // Large values above, as in other pictures.
            const down = cells.length - 1 - at;
            return (
              <tr key={down}>
                <th scope="row">{y?.labels[down] ?? ''}</th>
                {x.labels.map((label, across) => (
                  <Cell key={label} across={label} down={y?.labels[down] ?? ''} cell={cells[down]?.[across]} level={look[down]?.[across] ?? null} />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Cell({ across, down, cell, level }: { across: string; down: string; cell: HeatCell | undefined; level: number | null }) {
  const { median, best, count } = cell ?? { median: null, best: null, count: 0 };
  return (
    <td class={level === null ? 'dim' : `level-${level}`} title={words.cell(across, down, fixed(median, 2), fixed(best, 2), count)}>
      {fixed(median, 2)}
    </td>
  );
}
