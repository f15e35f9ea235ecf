import { useState } from 'preact/hooks';
import { amount, fixed, share, unknown } from '../../format/numbers';
import { moment, span, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { settings } from '../../settings/settings';
import { useServices } from '../../store/services';
import { quantile } from '../../store/venueHistory';
import type { Venue, VenueProof } from '../../store/venues';
import { Trend } from '../curve';
import { Scroll } from '../scroll';
import { Connections } from './connections';

const words = pageTexts.feeds;
const columnCount = 13;

interface VenueTableProps {
  readonly venues: readonly Venue[];
  /** Exchange time of each venue's latest trade. */
  readonly last: ReadonlyMap<string, number>;
  /** Market time at which that was read; null where it is not known. */
  readonly readAt: number | null;
  /** Undefined while it is read; null where it is too much to be read here. */
  readonly proofs: ReadonlyMap<string, VenueProof> | null | undefined;
  /** Why there is none. */
  readonly proofsNote: string;
}

/** Every venue: does it speak, how fast, how late, and how much of it is proven? */
export function VenueTable({ venues, last, readAt, proofs, proofsNote }: VenueTableProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const { columns } = words;
  return (
    <Scroll label={words.title}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{columns.venue}</th>
            <th scope="col" class="text">{columns.state}</th>
            <th scope="col">{columns.connections}</th>
            <th scope="col">{columns.markets}</th>
            <th scope="col">{columns.rate}</th>
            <th scope="col" title={words.trendHint}>{columns.trend}</th>
            <th scope="col">{columns.last}</th>
            <th scope="col" title={words.lagHint}>{columns.lag}</th>
            <th scope="col" title={words.reconnectsHint}>{columns.reconnects}</th>
            <th scope="col">{columns.gaps}</th>
            <th scope="col">{columns.complete}</th>
            <th scope="col" class="text">{columns.proof}</th>
            <th scope="col" class="text">{columns.error}</th>
          </tr>
        </thead>
        <tbody>
          {venues.map(venue => {
            const isOpen = opened === venue.exchange;
            return [
              <Row key={venue.exchange} venue={venue} last={last.get(venue.exchange)} readAt={readAt} proof={proofs?.get(venue.exchange)} proofsNote={proofsNote} isOpen={isOpen} toggle={() => setOpened(isOpen ? null : venue.exchange)} />,
              isOpen && (
                <tr key={`${venue.exchange} connections`} class="detail">
                  <td colSpan={columnCount}>
                    <Connections venue={venue} />
                  </td>
                </tr>
              ),
            ];
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

interface RowProps {
  readonly venue: Venue;
  readonly last: number | undefined;
  readonly readAt: number | null;
  readonly proof: VenueProof | undefined;
  readonly proofsNote: string;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

const looks = { live: 'good', late: 'warning', closed: 'dim' } as const;

function Row({ venue, last, readAt, proof, proofsNote, isOpen, toggle }: RowProps) {
  const { freshness, history } = useServices();
  const isOff = freshness.value.level === 'offline';
  const samples = history.of(venue.exchange);
  const rates = samples.map(sample => sample.tradesPerSecond);
  const lags = samples.map(sample => sample.lagMs);
  const zone = zoneOf(settings.value.zone);
  return (
    <tr class={venue.state === 'closed' ? 'dim' : ''}>
      <th scope="row" class="text">
        <button type="button" class="plain" aria-expanded={isOpen} aria-label={words.expand(venue.exchange)} onClick={toggle}>
          {isOpen ? '▾' : '▸'} {venue.exchange}
        </button>
      </th>
      <td class={`text ${looks[venue.state]}`}>{words.states[venue.state]}</td>
      <td>
        {venue.up}/{venue.wanted}
      </td>
      <td title={venue.overdue.join('\n')}>
        {fixed(venue.markets)}
        {venue.overdue.length > 0 && <b class="warning"> ▲{venue.overdue.length}</b>}
      </td>
      <td class="live-value">{isOff ? unknown : fixed(venue.tradesPerSecond)}</td>
      <td>
        <Trend values={rates} sentence={words.trendOf(venue.exchange, amount(Math.min(...rates), false), amount(Math.max(...rates), false))} />
      </td>
      <td class="live-value" title={moment(last, zone)}>{isOff || last === undefined || readAt === null ? unknown : span(readAt - last)}</td>
      <td class="live-value">{isOff ? unknown : `${span(quantile(lags, 0.5))} / ${span(quantile(lags, 0.99))}`}</td>
      <td>{fixed(venue.reconnects)}</td>
      <td class={venue.openGaps > 0 ? 'warning' : ''}>{words.gaps(venue.openGaps, venue.filledGaps)}</td>
      <td title={proof ? words.completeHint(proof.complete, proof.partial, proof.unknown) : proofsNote}>
        <Completeness proof={proof} />
      </td>
      <td class="text">{proof ? proof.kinds.map(kind => words.proofs[kind] ?? kind).join(', ') || unknown : unknown}</td>
      <td class="text verdict" title={venue.lastError ?? undefined}>{venue.lastError ?? ''}</td>
    </tr>
  );
}

function Completeness({ proof }: { proof: VenueProof | undefined }) {
  const all = proof ? proof.complete + proof.partial + proof.unknown : 0;
  if (!proof || all === 0) {
    return <>{unknown}</>;
  }

  const part = (minutes: number): string => `${(minutes / all) * 100}%`;
  return (
    <>
      {share(proof.complete / all)}{' '}
      <span class="stack" aria-hidden="true">
        <i class="is-complete" style={{ width: part(proof.complete) }} />
        <i class="is-partial" style={{ width: part(proof.partial) }} />
      </span>
    </>
  );
}
