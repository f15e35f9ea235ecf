using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Core.Views.Silos;

namespace SqueezeFlow.Core.Views;

/// <summary>The service at a glance.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Mode"><c>live</c>, <c>demo</c> or <c>replay</c>.</param>
/// <param name="Cluster"><c>embedded</c>, or the kind of clustering.</param>
/// <param name="Health"><c>healthy</c>, <c>degraded</c>, <c>unhealthy</c> or <c>critical</c>.</param>
/// <param name="StartedAt">Wall time of the start.</param>
/// <param name="Now">Wall time of the answer.</param>
/// <param name="MarketTime">Market time: the latest that every tracked symbol has reached; null before the first trade.</param>
/// <param name="AsOf">Sequence number of the last event that this answer includes.</param>
/// <param name="FeedsConnected">Feeds connected now.</param>
/// <param name="Feeds">Feeds planned.</param>
/// <param name="Markets">Markets subscribed.</param>
/// <param name="Symbols">Symbols tracked.</param>
/// <param name="Trades">Trades received since the start.</param>
/// <param name="TradesPerSecond">Trades a wall second, mean of the last ten seconds.</param>
/// <param name="Signals">Signals given since the start.</param>
/// <param name="OpenPositions">Open positions of the account.</param>
/// <param name="Account">Name of the account.</param>
/// <param name="TotalUsd">Free cash plus margin, USD.</param>
/// <param name="ExecutionPaused">Whether entries are held back.</param>
public sealed record StatusView(
    string Version,
    string Mode,
    string Cluster,
    string Health,
    DateTimeOffset StartedAt,
    DateTimeOffset Now,
    DateTimeOffset? MarketTime,
    long AsOf,
    int FeedsConnected,
    int Feeds,
    int Markets,
    int Symbols,
    long Trades,
    double TradesPerSecond,
    long Signals,
    int OpenPositions,
    string Account,
    decimal TotalUsd,
    bool ExecutionPaused)
{
    /// <summary>Venues that do not answer, in one sentence; null when all that were asked do.</summary>
    public string? Unreachable { get; init; }

    /// <summary>What is not healthy and why, a part each, e.g. <c>feeds: 1 of 2 feeds connected</c>; empty when nothing is wrong.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Whether it listens for other machines and lets them read without a key.</summary>
    public bool OpenToOthers { get; init; }

    /// <summary>Each account, in the order in which entries are offered to them.</summary>
    public IReadOnlyList<AccountView> Accounts { get; init; } = [];

    /// <summary>Each process of the cluster, by name.</summary>
    public IReadOnlyList<SiloView> Silos { get; init; } = [];
}
