using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Metrics;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest.Instruments;

/// <summary>Reads a venue's instruments, page by page, and falls back on what was kept.</summary>
internal sealed partial class InstrumentReader(
    IExchangeAdapter adapter, RestLink link, InstrumentCache cache, TimeProvider clock, ILogger logger)
{
    private const int MostPages = 200;

    /// <summary>The instruments of all endpoints that are on.</summary>
    /// <exception cref="HttpRequestException">A part can neither be had from the venue nor from disk.</exception>
    public async Task<InstrumentList> ReadAsync(CancellationToken cancellationToken)
    {
        var instruments = new List<Instrument>();
        var asOf = clock.GetUtcNow();
        string? failure = null;
        foreach (var call in adapter.InstrumentCalls.Where(link.Reaches))
        {
            var part = await ReadPartAsync(call, cancellationToken).ConfigureAwait(false);
            instruments.AddRange(part.Instruments);
            asOf = part.AsOf < asOf ? part.AsOf : asOf;
            failure ??= part.Failure;
        }

        return new(instruments, asOf, failure);
    }

    private async Task<InstrumentList> ReadPartAsync(RestCall call, CancellationToken cancellationToken)
    {
        var kept = await ReadKeptAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            var (instruments, pages) = await AskAsync(call, cancellationToken).ConfigureAwait(false);
            if (instruments.Count == 0 && kept is { Instruments.Count: > 0 })
            {
                throw link.Broken(call, $"expected instruments as before ({kept.Instruments.Count}), found an empty list");
            }

            await KeepAsync(call, pages, cancellationToken).ConfigureAwait(false);
            return new(instruments, clock.GetUtcNow(), null);
        }
        catch (HttpRequestException e) when (kept is not null)
        {
            ExchangeMetrics.CacheUses.Add(1, new KeyValuePair<string, object?>("exchange", link.Exchange));
            if (link.IsWorthTelling)
            {
                LogKept(logger, link.Exchange, kept.AsOf, e.Message);
            }

            return kept with { Failure = e.Message };
        }
    }

    private async Task<(List<Instrument> Instruments, List<byte[]> Pages)> AskAsync(RestCall first, CancellationToken cancellationToken)
    {
        var instruments = new List<Instrument>();
        var pages = new List<byte[]>();
        var asked = new HashSet<RestCall>();
        for (RestCall? next = first; next is { } call && asked.Add(call);)
        {
            if (pages.Count == MostPages)
            {
                throw link.Broken(call, $"expected a list of at most {MostPages} pages, found more");
            }

            var body = await link.AskAsync(call, RestPriority.Catalogue, cancellationToken).ConfigureAwait(false);
            var page = new List<Instrument>();
            if (!link.Read(call, () => adapter.TryReadInstruments(body, page)))
            {
                throw link.Broken(call, $"expected a list of instruments, found {RestJson.Excerpt(body)}");
            }

            instruments.AddRange(page);
            pages.Add(body);
            next = link.Read(call, () => (adapter as INextPage)?.NextInstruments(call, body));
        }

        return (instruments, pages);
    }

    private async Task<InstrumentList?> ReadKeptAsync(RestCall call, CancellationToken cancellationToken)
    {
        try
        {
            if (await cache.ReadAsync(link.BaseOf(call), call, cancellationToken).ConfigureAwait(false) is { } kept)
            {
                var instruments = new List<Instrument>();
                return link.Read(call, () => kept.Pages.All(page => adapter.TryReadInstruments(page, instruments)))
                    ? new(instruments, kept.KeptAt, null)
                    : null;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            LogUnreadable(logger, link.Exchange, e.Message);
        }

        return null;
    }

    private async Task KeepAsync(RestCall call, List<byte[]> pages, CancellationToken cancellationToken)
    {
        try
        {
            await cache.WriteAsync(link.BaseOf(call), call, pages, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk must not keep a good list from its reader.
            LogNotKept(logger, link.Exchange, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange}: instruments are those kept on disk since {AsOf}: {Cause}")]
    private static partial void LogKept(ILogger logger, string exchange, DateTimeOffset asOf, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange}: the instruments kept on disk cannot be read: {Cause}")]
    private static partial void LogUnreadable(ILogger logger, string exchange, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Exchange}: the instruments cannot be kept on disk: {Cause}")]
    private static partial void LogNotKept(ILogger logger, string exchange, string cause);
}
