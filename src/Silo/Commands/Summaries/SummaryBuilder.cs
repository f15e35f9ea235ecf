using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Commands.Summaries;

/// <summary>Adds up what a run did, from what it stored.</summary>
internal sealed class SummaryBuilder(IBarStore bars, ISignalPublisher signals, IGrainAccess grains, ServiceMode mode)
{
    /// <summary>Trades counted of each market before the run, by market id.</summary>
    public IReadOnlyDictionary<string, long> Before { get; private set; } = new Dictionary<string, long>();

    /// <summary>Notes what had been counted before the run.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var views = await grains.GetMarketsAsync(cancellationToken);
        Before = views.ToDictionary(view => view.Market, view => view.Trades);
    }

    /// <summary>The summary of bars in <c>[from, to)</c> and signals in <c>(from, to]</c>.</summary>
    public async Task<RunSummary> FinishAsync(
        long fromUnixMs,
        long toUnixMs,
        TimeSpan elapsed,
        IReadOnlyDictionary<MarketId, MarketTruth>? truth,
        CancellationToken cancellationToken)
    {
        var views = await grains.GetMarketsAsync(cancellationToken);
        List<MarketSummary> markets = [];
        foreach (var view in views.OrderBy(view => MarketId.Parse(view.Market)))
        {
            markets.Add(await SumAsync(view, truth, fromUnixMs, toUnixMs, cancellationToken));
        }

        var given = await ReadSignalsAsync(fromUnixMs, toUnixMs, cancellationToken);
        var positions = await grains.Executor.GetPositionsAsync(0);
        var trades = markets.Sum(market => market.Trades);
        return new()
        {
            Seconds = Math.Round(elapsed.TotalSeconds, 3),
            Trades = trades,
            TradesPerSecond = Math.Round(trades / Math.Max(elapsed.TotalSeconds, 0.001), 1),
            Markets = markets,
            Signals = given.Count,
            LongEntries = Filled(given, SignalAction.Long),
            ShortEntries = Filled(given, SignalAction.Short),
            Exits = Filled(given, SignalAction.Close),
            Outcomes = SignalCounts.Of(given),
            Unfilled = UnfilledSignal.Of(given),
            WhyNone = given.Count == 0 ? SilenceReasons.Of(await grains.GetSymbolsAsync(cancellationToken), mode) : [],
            Sha256 = await RunHash.ComputeAsync(bars, signals, fromUnixMs, toUnixMs, cancellationToken),
            FromUnixMs = fromUnixMs,
            ToUnixMs = toUnixMs,
            Account = await grains.Executor.GetAccountAsync(),
            OpenPositions = positions.Positions?.Count ?? throw new IOException($"Open positions are not known: {positions.Problem}."),
        };
    }

    private static int Filled(IEnumerable<SignalRecord> given, SignalAction action) =>
        given.Count(record => record.Signal.Action == action && record.Outcome == SignalOutcome.Filled);

    private async Task<MarketSummary> SumAsync(
        MarketView view,
        IReadOnlyDictionary<MarketId, MarketTruth>? truths,
        long fromUnixMs,
        long toUnixMs,
        CancellationToken cancellationToken)
    {
        var market = MarketId.Parse(view.Market);
        var stored = await bars.ReadAsync(market, Timeframe.S1, fromUnixMs, toUnixMs, cancellationToken);
        var gaps = await bars.ReadGapsAsync(market, fromUnixMs, toUnixMs, cancellationToken);
        var truth = truths?.GetValueOrDefault(market);
        return new(
            view.Market,
            truths is null ? null : truth?.Trades ?? 0,
            view.Trades - Before.GetValueOrDefault(view.Market),
            stored.Sum(bar => bar.BuyNotional),
            stored.Sum(bar => bar.SellNotional),
            stored.Count,
            gaps.Count(gap => gap.FilledBy is null))
        {
            RemovedAfter = truth?.RemovedAfterUnixMs is { } last ? DateTimeOffset.FromUnixTimeMilliseconds(last) : null,
        };
    }

    private async Task<List<SignalRecord>> ReadSignalsAsync(long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        List<SignalRecord> given = [];
        await foreach (var record in signals.ReadAllAsync(cancellationToken))
        {
            if (record.Signal.BarCloseUnixMs > fromUnixMs && record.Signal.BarCloseUnixMs <= toUnixMs)
            {
                given.Add(record);
            }
        }

        return given;
    }
}
