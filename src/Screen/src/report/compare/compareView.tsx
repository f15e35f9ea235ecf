import { fixed } from '../../format/numbers';
import { Panel } from '../../panels/frame';
import { compareTexts } from '../../texts/compare';
import { reportTexts } from '../../texts/report';
import { RowsTable } from '../view/rowsTable';
import type { Comparison } from './comparison';

type Figure = Comparison['figures'][number]['a'];

/** Two results side by side: their figures, and what they were not made alike with. */
export function CompareView({ file: { title, program, kind, a, b, figures, differences, notes } }: { file: Comparison }) {
  const { columns } = compareTexts;
  return (
    <article class="report" aria-label={title}>
      <header class="page-bar">
        <h1>{title}</h1>
        <span class="dim">
          {kind} · {reportTexts.product(program)}
        </span>
      </header>
      {notes.map(note => (
        <p key={note} class="report-note">
          {note}
        </p>
      ))}
      <Panel title={compareTexts.results} name="page" state={{ kind: 'ready' }}>
        <dl class="pairs">
          {[{ name: columns.a, ...a }, { name: columns.b, ...b }].map(one => (
            <div key={one.name}>
              <dt>
                {one.name} · {one.file}
              </dt>
              <dd>{[one.market, one.verdict].filter(part => part !== null).join(' · ')}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <RowsTable
        title={compareTexts.figures}
        rows={figures}
        columns={[
          { name: columns.figure, isText: true, cell: row => row.words },
          { name: columns.a, cell: row => written(row.a) },
          { name: columns.b, cell: row => written(row.b) },
          { name: columns.difference, cell: row => number(row.difference) },
        ]}
      />
      <RowsTable
        title={compareTexts.differences}
        none={compareTexts.alike}
        rows={differences}
        columns={[
          { name: columns.of, isText: true, cell: row => row.of },
          { name: columns.what, isText: true, cell: row => row.name },
          { name: columns.a, isText: true, cell: row => row.a },
          { name: columns.b, isText: true, cell: row => row.b },
        ]}
      />
    </article>
  );
}

function written({ estimate, low, high }: Figure): string {
  return low === null && high === null ? number(estimate) : compareTexts.interval(number(estimate), number(low), number(high));
}

// Shares and daily means are small numbers.
function number(value: number | null): string {
  return fixed(value, value !== null && Math.abs(value) < 1 ? 4 : 2);
}
