using System.Net;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest;

/// <summary>Asks for the trades of a gap until there are no more, or no page brings anything new.</summary>
/// <param name="history">The venue's past trades; null where it has none.</param>
/// <param name="link">Sends the requests.</param>
/// <param name="tradeStream">Configured kind of trade stream, whose ids the search is by; null for the venue's default.</param>
internal sealed class TradeSearcher(ITradeHistory? history, RestLink link, string? tradeStream)
{
    private const int MostPages = 2_000;

    public bool Covers(Instrument instrument) =>
        history?.NextTrades(instrument, Begin(instrument, new(instrument.Market, 1, 1, 3, 2, null, string.Empty))) is { } call && link.Reaches(call);

    public async Task<TradeSearch> SearchAsync(InstrumentHistory instruments, Gap gap, CancellationToken cancellationToken)
    {
        var instrument = instruments.Latest;
        var search = Begin(instruments, gap);
        var asked = new HashSet<RestCall>();
        while (search.Pages < MostPages &&
               history?.NextTrades(instrument, search) is { } call && link.Reaches(call) && asked.Add(call))
        {
            var before = ProgressOf(search);
            if (await ReadPageAsync(instrument, call, search, cancellationToken).ConfigureAwait(false) && ProgressOf(search) == before)
            {
                break;
            }
        }

        return search;
    }

    private TradeSearch Begin(InstrumentHistory instruments, Gap gap) => new(instruments, gap) { TradeStream = tradeStream };

    // False when the venue wants a key for this request: the adapter may know another one.
    private async Task<bool> ReadPageAsync(Instrument instrument, RestCall call, TradeSearch search, CancellationToken cancellationToken)
    {
        try
        {
            var body = await link.FetchAsync(call, RestPriority.BackFill, cancellationToken).ConfigureAwait(false);
            link.Read(call, () =>
            {
                history!.ReadTrades(instrument, body, search);
                return true;
            });
            return true;
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.Unauthorized && !search.WantsKey)
        {
            search.WantsKey = true;
            if (history!.NextTrades(instrument, search) is not { } other || other == call)
            {
                throw;
            }

            return false;
        }
    }

    private static (long OldestId, long NewestId, long OldestUnixMs, long NewestUnixMs, string? Cursor) ProgressOf(TradeSearch search) =>
        (search.OldestId, search.NewestId, search.OldestUnixMs, search.NewestUnixMs, search.Cursor);
}
