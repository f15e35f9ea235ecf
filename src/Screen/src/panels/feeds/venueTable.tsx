import { amount, fixed, share, unknown } from '../../format/numbers';
import { moment, span, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { settings } from '../../settings/settings';
import { useServices } from '../../store/services';
import type { Venue, VenueProof } from '../../store/venues';
import { Trend } from '../curve';
import { Opener, RowTable, wordy, type Opening } from '../rowTable';
import { Connections } from './connections';

const words = pageTexts.feeds;

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
  const { columns } = words;
  return (
    <RowTable
      label={words.title}
      heads={[
        columns.venue, wordy(columns.state), columns.connections, columns.markets, columns.rate, { name: columns.trend, hint: words.trendHint }, columns.last, { name: columns.lag, hint: words.lagHint },
        { name: columns.reconnects, hint: words.reconnectsHint }, columns.gaps, columns.complete, wordy(columns.proof), wordy(columns.error),
      ]}
      items={venues}
      keyOf={venue => venue.exchange}
      row={(venue, opening) => <Row venue={venue} last={last.get(venue.exchange)} readAt={readAt} proof={proofs?.get(venue.exchange)} proofsNote={proofsNote} opening={opening} />}
      detail={venue => <Connections venue={venue} />}
    />
  );
}

interface RowProps {
  readonly venue: Venue;
  readonly last: number | undefined;
  readonly readAt: number | null;
  readonly proof: VenueProof | undefined;
  readonly proofsNote: string;
  readonly opening: Opening;
}

const looks = { live: 'good', late: 'warning', closed: 'dim', unread: 'dim' } as const;

function Row({ venue, last, readAt, proof, proofsNote, opening }: RowProps) {
  const { freshness } = useServices();
  const isOff = freshness.value.level === 'offline';
  const { lately } = venue;
  const rates = lately?.tradesPerSecond ?? [];
  const zone = zoneOf(settings.value.zone);
  return (
    <tr class={venue.connections.length === 0 || venue.state === 'closed' ? 'dim' : ''}>
      <th scope="row" class="text">
        <Opener opening={opening} text={venue.exchange} of={words.expand(venue.exchange)} />
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
      <td class="live-value">{isOff ? unknown : `${span(lately?.lagMsP50)} / ${span(lately?.lagMsP99)}`}</td>
      <td>{fixed(lately?.connects)}</td>
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
