using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Core.Shadowing;

/// <summary>What is told of a shadow of one symbol.</summary>
internal static class ShadowViews
{
    public static ShadowSymbolView Of(string symbol, ShadowBooks books, ShadowSpec spec, double equityUsd) => new(
        spec.Name,
        symbol,
        spec.Hash,
        At(books.SinceUnixMs),
        At(books.ThroughUnixMs),
        books.InitialUsd,
        equityUsd,
        books.Tally.ProfitUsd,
        books.Tally.FeesUsd,
        books.Tally.Closed,
        books.Tally.Wins,
        books.Tally.Refused,
        books.Tally.Entries,
        books.Tally.LiveEntries,
        books.Tally.SharedEntries,
        books.Account.Position,
        books.Latest);

    private static DateTimeOffset? At(long unixMs) => unixMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
