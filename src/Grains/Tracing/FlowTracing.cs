using System.Diagnostics;
using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Grains.Tracing;

/// <summary>
/// Follows what a traced read of a connection brought, through the lane to the symbol, and the steps of every signal. Without a listener nothing is
/// made and nothing looked up.
/// </summary>
internal static class FlowTracing
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "SqueezeFlow.Grains";

    // Orleans carries it to the grain that is called, on whatever silo.
    private const string Key = "sf.trace";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>What is followed on this thread; default when nothing is.</summary>
    public static ActivityContext Here() => Source.HasListeners() && Activity.Current is { } current ? current.Context : default;

    /// <summary>The call of a lane that carries something that is followed; null for all others.</summary>
    /// <param name="followed">A boxed <see cref="ActivityContext"/>; null when nothing is.</param>
    /// <param name="symbol">Base coin.</param>
    public static Activity? Lane(object? followed, string symbol)
    {
        var lane = followed is ActivityContext context ? Step("lane.send", symbol, context) : null;
        if (lane is not null)
        {
            RequestContext.Set(Key, lane.Id!);
        }

        return lane;
    }

    /// <summary>A grain's taking of something that is followed; null for all else.</summary>
    public static Activity? Arrive(string name, string symbol) =>
        Source.HasListeners() && RequestContext.Get(Key) is string id && ActivityContext.TryParse(id, null, isRemote: true, out var context) ? Step(name, symbol, context) : null;

    /// <summary>A step after another one; null when that was not followed.</summary>
    public static Activity? Step(string name, string symbol, ActivityContext after) =>
        after != default && Source.HasListeners() ? Source.StartActivity(name, ActivityKind.Internal, after)?.SetTag("symbol", symbol) : null;

    /// <summary>A step of a signal. What led to it, where that is followed, is linked.</summary>
    public static Activity? OfSignal(string name, string signalId, string? account = null)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var cause = Activity.Current is { } current ? new[] { new ActivityLink(current.Context) } : null;
        Activity.Current?.SetTag("signal", signalId);
        return Source.StartActivity(name, ActivityKind.Internal, SignalTrace.Of(signalId), links: cause)?.SetTag("signal", signalId).SetTag("account", account);
    }
}
