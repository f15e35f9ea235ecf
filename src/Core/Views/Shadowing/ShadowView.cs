namespace SqueezeFlow.Core.Views.Shadowing;

/// <summary>A shadow over all symbols.</summary>
/// <param name="Rank">Place by equity, from 1; those with the same equity by name.</param>
/// <param name="Name">What it is called; <c>live</c> for the live parameters, traded as the shadows are.</param>
/// <param name="ParametersHash">Hash of its parameters.</param>
/// <param name="Since">Market time from which the first of its symbols trades; null before the first bar.</param>
/// <param name="Symbols">Symbols that it trades.</param>
/// <param name="InitialUsd">Account at the start, USD.</param>
/// <param name="EquityUsd">What the account has come to: the start and the gains of all symbols, marked to their last closes, USD.</param>
/// <param name="ReturnPercent">Gain, percent of the start.</param>
/// <param name="ProfitUsd">Gain of the trades that ended, after both fees, USD.</param>
/// <param name="FeesUsd">Fees paid, USD.</param>
/// <param name="Open">Open positions.</param>
/// <param name="Closed">Trades that ended.</param>
/// <param name="Wins">Those with a gain.</param>
/// <param name="Refused">Orders that were decided and not filled.</param>
/// <param name="Agreement">Share of the entries of either, the shadow and the live strategy, that both decided at the same bar and to the same side; null without any.</param>
public sealed record ShadowView(
    int Rank,
    string Name,
    string ParametersHash,
    DateTimeOffset? Since,
    int Symbols,
    double InitialUsd,
    double EquityUsd,
    double ReturnPercent,
    double ProfitUsd,
    double FeesUsd,
    int Open,
    int Closed,
    int Wins,
    int Refused,
    double? Agreement)
{
    /// <summary>Sums up shadows of symbols, the best first.</summary>
    public static IReadOnlyList<ShadowView> Ranked(IEnumerable<ShadowSymbolView> shadows)
    {
        ArgumentNullException.ThrowIfNull(shadows);
        var sums = shadows.GroupBy(shadow => shadow.Name, StringComparer.Ordinal).Select(Sum);
        return [.. sums.OrderByDescending(sum => sum.EquityUsd).ThenBy(sum => sum.Name, StringComparer.Ordinal).Select((sum, i) => sum with { Rank = i + 1 })];
    }

    // One account over all symbols: each of them stakes as if it had it alone.
    private static ShadowView Sum(IGrouping<string, ShadowSymbolView> shadow)
    {
        List<ShadowSymbolView> symbols = [.. shadow.OrderBy(one => one.Symbol, StringComparer.Ordinal)];
        var initial = symbols[0].InitialUsd;
        var gain = symbols.Sum(one => one.EquityUsd - one.InitialUsd);
        var shared = symbols.Sum(one => one.SharedEntries);
        var either = symbols.Sum(one => one.Entries + one.LiveEntries) - shared;
        return new(
            0,
            shadow.Key,
            symbols[0].ParametersHash,
            symbols.Min(one => one.Since),
            symbols.Count,
            initial,
            initial + gain,
            gain / initial * 100,
            symbols.Sum(one => one.ProfitUsd),
            symbols.Sum(one => one.FeesUsd),
            symbols.Count(one => one.Position is not null),
            symbols.Sum(one => one.Closed),
            symbols.Sum(one => one.Wins),
            symbols.Sum(one => one.Refused),
            either == 0 ? null : (double)shared / either);
    }
}
