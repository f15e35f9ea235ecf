using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Feeds;

internal static class FeedMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.FeedGrains");

    public static readonly Counter<long> PlanFailures = Meter.CreateCounter<long>("exchange.plan_failures", "{plan}", "Plans of a venue that failed and are tried again.");
    public static readonly Counter<long> LeaseFailures = Meter.CreateCounter<long>("exchange.lease_failures", "{call}", "Calls to feeds that failed or hung and are made again.");
    public static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("feed.conflicts", "{feed}", "Owners of a feed that found another one and ended.");
    public static readonly Counter<long> Moves = Meter.CreateCounter<long>("feed.moves", "{feed}", "Feeds that went to another silo, by whether the connections overlapped.");
    public static readonly Counter<long> MoveFailures = Meter.CreateCounter<long>("feed.move_failures", "{feed}", "Feeds that could not go to another silo and stayed for the time being.");
    public static readonly Counter<long> LostReleases = Meter.CreateCounter<long>("feed.lost_releases", "{feed}", "Feeds that have moved to a silo that was not told of the overlap: their trades follow a break.");
    public static readonly Counter<long> CommitsRepeated = Meter.CreateCounter<long>("feed.commits_repeated", "{call}", "Calls for the owner of a feed to move that were not answered and are made again.");
    public static readonly Counter<long> StopFailures = Meter.CreateCounter<long>("feed.stop_failures", "{connection}", "Connections that failed to stop.");
    public static readonly Counter<long> SuperviseFailures = Meter.CreateCounter<long>("supervisor.failures", "{call}", "Supervisor calls that failed and are made again.");
    public static readonly Counter<long> SuperviseCut = Meter.CreateCounter<long>("supervisor.cut", "{call}", "Supervisor calls under way that a stop did not wait for.");
    public static readonly Counter<long> Left = Meter.CreateCounter<long>("feed.left", "{feed}", "Connections that did not end in the time of a stop.");
}
