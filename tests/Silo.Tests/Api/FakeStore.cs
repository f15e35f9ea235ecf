using System.Runtime.CompilerServices;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Core.Tests.Bars;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>Rows in memory.</summary>
internal sealed class FakeStore : IBarStore, ISignalPublisher
{
    public List<BarRow> Rows { get; } = [];

    public List<LedgerRun> Ledger { get; } = [];

    public List<SignalRecord> Signals { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>What the list of markets waits for; null for nothing.</summary>
    public TaskCompletionSource? Delay { get; set; }

    /// <summary>How often the markets were listed.</summary>
    public int Listed { get; private set; }

    public Task WriteAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        Rows.AddRange(write.Bars);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        IsDown ? throw new IOException("the store is away") : Task.FromResult<IReadOnlyList<Bar>>(
            [.. Rows.Where(row => row.Market == market && row.Timeframe == timeframe && row.Bar.OpenUnixMs >= fromUnixMs && row.Bar.OpenUnixMs < toUnixMs).Select(row => row.Bar).OrderBy(bar => bar.OpenUnixMs)]);

    public Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        IsDown ? throw new IOException("the store is away") : Task.FromResult<IReadOnlyList<Bar>>(
            [.. StoredBars.Read(RowsOf(market), timeframe, fromUnixMs, toUnixMs)]);

    public async IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var row in Rows.Where(row => row.Timeframe == timeframe).OrderBy(row => row.Market).ThenBy(row => row.Bar.OpenUnixMs))
        {
            yield return row;
        }
    }

    public Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LedgerRun>>([.. Ledger.Where(run => run.Market == market)]);

    public Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Gap>>([new(market ?? new("BINANCE", "btcusdt"), 1, 2, 3, 4, 1, "ids")]);

    public async Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken)
    {
        Listed++;
        await (Delay?.Task ?? Task.CompletedTask);
        return IsDown
            ? throw new IOException("the store is away")
            : [.. Rows.Select(row => row.Market).Distinct().Order().Select(market => new StoredMarket(market, 0))];
    }

    public Task PublishAsync(SignalRecord record, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SignalRecord>> ReadAsync(string? baseSymbol, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SignalRecord>>([.. Signals.Where(record => baseSymbol is null || record.Signal.BaseSymbol == baseSymbol).Take(limit)]);

    public async IAsyncEnumerable<SignalRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var record in Signals)
        {
            yield return record;
        }
    }

    public Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken) => Task.CompletedTask;

    private MemoryRows RowsOf(MarketId market)
    {
        var rows = new MemoryRows();
        rows.Write(Rows.Where(row => row.Market == market), Ledger.Where(run => run.Market == market));
        return rows;
    }
}
