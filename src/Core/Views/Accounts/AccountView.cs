namespace SqueezeFlow.Core.Views.Accounts;

/// <summary>One account at a glance.</summary>
/// <param name="Name">Its name, e.g. <c>main</c>.</param>
/// <param name="Behind">What stands behind it: <c>paper</c> or the bot's name; null when it cannot be read.</param>
/// <param name="DryRun">True when no real money moves; null when it cannot be read.</param>
/// <param name="TotalUsd">Free cash plus margin, USD; null when it cannot be read.</param>
/// <param name="FreeUsd">Cash not bound as margin, USD; null when it cannot be read.</param>
/// <param name="OpenPositions">Positions open, those of others too.</param>
/// <param name="Paused">Whether entries are held back.</param>
/// <param name="Takes">Which entries it takes, in words: <c>BTC, ETH with a score from 6 to 10</c>; null when it takes none.</param>
/// <param name="Problem">Why it cannot be read, in words; null when it can.</param>
public sealed record AccountView(
    string Name,
    string? Behind,
    bool? DryRun,
    decimal? TotalUsd,
    decimal? FreeUsd,
    int OpenPositions,
    bool Paused,
    string? Takes,
    string? Problem)
{
    /// <summary>What it asks of an entry, and what it would stake.</summary>
    public AccountLimitsView? Limits { get; init; }
}
