using System.Diagnostics;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>Follows one read of a connection in so many: what it brought is followed further by whoever takes it. Without a listener nothing is made.</summary>
internal static class FeedTracing
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "SqueezeFlow.Exchanges";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A read that is followed; null for all others.</summary>
    /// <param name="left">Reads until the next that is; counted here.</param>
    /// <param name="plan">The connection.</param>
    /// <param name="every">Reads of which one is followed.</param>
    public static Activity? Read(ref int left, FeedPlan plan, int every)
    {
        if (!Source.HasListeners() || --left > 0)
        {
            return null;
        }

        left = every;
        return Source.StartActivity("feed.read", ActivityKind.Consumer, parentContext: default)?.SetTag("feed", plan.FeedId).SetTag("exchange", plan.Exchange);
    }

    /// <summary>One message of a read that is followed.</summary>
    public static Activity? Decode(Activity? read, int bytes) => read is null ? null : Source.StartActivity("feed.decode")?.SetTag("bytes", bytes);
}
