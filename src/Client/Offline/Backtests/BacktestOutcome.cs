using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>An account that was run: of one symbol, or of several.</summary>
/// <param name="Pairs">Each symbol, in the order of the names; at least one.</param>
/// <param name="Result">What came out in all.</param>
internal sealed record BacktestOutcome(IReadOnlyList<PairOutcome> Pairs, BacktestResult Result)
{
    private readonly Dictionary<int, string> _symbols = Pairs.Count == 1
        ? []
        : Pairs.SelectMany(pair => pair.Result.Orders.Select(order => (order.TradeId, pair.Options.Symbol))).Distinct().ToDictionary(trade => trade.TradeId, trade => trade.Symbol);

    /// <summary>Whether several symbols share the account.</summary>
    public bool IsShared => Pairs.Count > 1;

    /// <summary>How it was run; what is not the account's is that of the first symbol.</summary>
    public BacktestOptions Options => Pairs[0].Options;

    /// <summary>What it is called.</summary>
    public string Name => string.Join(" + ", Pairs.Select(pair => pair.Options.Symbol));

    /// <summary>Open of the first bar of any symbol, milliseconds since 1970 UTC.</summary>
    public long FirstUnixMs => Pairs.Min(pair => pair.Bars[0].OpenUnixMs);

    /// <summary>Open of the last bar of any symbol, milliseconds since 1970 UTC.</summary>
    public long LastUnixMs => Pairs.Max(pair => pair.Bars[^1].OpenUnixMs);

    /// <summary>What the user should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes => IsShared
        ? [.. Pairs.SelectMany(pair => pair.Notes.Select(note => $"{pair.Options.Symbol}: {note}")), .. Periods()]
        : Pairs[0].Notes;

    /// <summary>Whose trade it is; null where there is one symbol only.</summary>
    public string? SymbolOf(int tradeId) => IsShared ? _symbols[tradeId] : null;

    /// <summary>How often open interest was asked for and known; null when none was given.</summary>
    public (int Asked, int Known)? OpenInterest => Pairs.Any(pair => pair.OpenInterest is not null)
        ? (Pairs.Sum(pair => pair.OpenInterest?.Asked ?? 0), Pairs.Sum(pair => pair.OpenInterest?.Known ?? 0))
        : null;

    private IEnumerable<string> Periods()
    {
        var (from, to) = (Pairs.Max(pair => pair.Bars[0].OpenUnixMs), Pairs.Min(pair => pair.Bars[^1].OpenUnixMs));
        if (from == FirstUnixMs && to == LastUnixMs)
        {
            yield break;
        }

        var periods = string.Join(", ", Pairs.Select(pair => $"{pair.Options.Symbol} {Figures.Time(pair.Bars[0].OpenUnixMs)} to {Figures.Time(pair.Bars[^1].OpenUnixMs)}"));
        yield return from <= to
            ? $"the symbols are there at different times, all of them from {Figures.Time(from)} to {Figures.Time(to)} UTC: {periods}"
            : $"there is no time at which all symbols are there: {periods} UTC";
    }
}
