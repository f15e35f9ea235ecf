using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Metrics;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest.Instruments;

/// <summary>Reads a venue's instruments, page by page, and falls back on what was kept.</summary>
internal sealed partial class InstrumentReader(
    IExchangeAdapter adapter, RestLink link, InstrumentCache cache, TimeProvider clock, ILogger logger)
{
    private readonly InstrumentPages _pages = new(adapter, link);
    private volatile Joined _joined = new([], []);

    /// <summary>The instruments of all endpoints that are on; the same object as before while none of them has changed.</summary>
    /// <exception cref="HttpRequestException">A part can neither be had from the venue nor from disk.</exception>
    public async Task<InstrumentList> ReadAsync(CancellationToken cancellationToken)
    {
        var parts = new List<IReadOnlyList<Instrument>>();
        var asOf = clock.GetUtcNow();
        string? failure = null;
        foreach (var call in adapter.InstrumentCalls.Where(link.Reaches))
        {
            var part = await ReadPartAsync(call, cancellationToken).ConfigureAwait(false);
            parts.Add(part.Instruments);
            asOf = part.AsOf < asOf ? part.AsOf : asOf;
            failure ??= part.Failure;
        }

        var joined = _joined;
        if (!parts.SequenceEqual(joined.Parts, ReferenceEqualityComparer.Instance))
        {
            _joined = joined = new(parts, [.. parts.SelectMany(part => part)]);
        }

        return new(joined.All, asOf, failure);
    }

    private async Task<InstrumentList> ReadPartAsync(RestCall call, CancellationToken cancellationToken)
    {
        try
        {
            var (instruments, pages) = await _pages.FetchAsync(call, cancellationToken).ConfigureAwait(false);
            if (instruments.Count == 0 && await ReadKeptAsync(call, cancellationToken).ConfigureAwait(false) is { Instruments.Count: > 0 and var before })
            {
                throw link.Broken(call, $"expected instruments as before ({before}), found an empty list");
            }

            await KeepAsync(call, pages, cancellationToken).ConfigureAwait(false);
            return new(instruments, clock.GetUtcNow(), null);
        }
        catch (HttpRequestException e)
        {
            if (await ReadKeptAsync(call, cancellationToken).ConfigureAwait(false) is not { } kept)
            {
                throw;
            }

            ExchangeMetrics.CacheUses.Add(1, new KeyValuePair<string, object?>("exchange", link.Exchange));
            if (link.ShouldLog)
            {
                LogKept(logger, link.Exchange, kept.AsOf, e.Message);
            }

            return kept with { Failure = e.Message };
        }
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

    // What has not changed was kept before: it is good as of now.
    private async Task KeepAsync(RestCall call, IReadOnlyList<byte[]>? pages, CancellationToken cancellationToken)
    {
        try
        {
            if (pages is not null)
            {
                await cache.WriteAsync(link.BaseOf(call), call, pages, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                cache.Confirm(link.BaseOf(call), call, clock.GetUtcNow());
            }
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

    private sealed record Joined(IReadOnlyList<IReadOnlyList<Instrument>> Parts, IReadOnlyList<Instrument> All);
}
