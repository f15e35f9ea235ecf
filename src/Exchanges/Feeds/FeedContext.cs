using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Recording;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>What all connections of a process share.</summary>
/// <param name="Options">Times and limits.</param>
/// <param name="Clock">The host's clock, for every time-out and wait.</param>
/// <param name="Logger">Takes one line per change of state.</param>
public sealed record FeedContext(FeedOptions Options, TimeProvider Clock, ILogger Logger)
{
    /// <summary>Whose time the markets run by.</summary>
    public MarketMode Mode { get; init; } = MarketMode.Live;

    /// <summary>Keeps every message; null for none.</summary>
    public FrameRecorder? Recorder { get; init; }

    /// <summary>Asked before each dial; null where the plan's address may be dialled at any time.</summary>
    public IFeedAccess? Access { get; init; }

    /// <summary>Whether trades ahead of this machine's clock are refused.</summary>
    internal bool ChecksClock => Options.ChecksClock && Mode.RunsByWallTime;

    /// <summary>Whether a connection that delivers trades no more is replaced.</summary>
    internal bool WatchesTrades => Options.WatchTrades && Mode.RunsByWallTime;
}
