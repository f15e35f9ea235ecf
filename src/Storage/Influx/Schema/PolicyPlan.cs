using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>A retention policy as it should be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Duration">How long it keeps; zero for ever.</param>
/// <param name="Shard">How much time one file of it holds; zero leaves it to the server.</param>
internal sealed record PolicyPlan(string Name, TimeSpan Duration, TimeSpan Shard)
{
    private static readonly TimeSpan RecordDuration = TimeSpan.FromDays(30);
    private static readonly TimeSpan LedgerDuration = TimeSpan.FromDays(1_825);

    /// <summary>Duration as it is written in statements.</summary>
    public string DurationText => Duration == TimeSpan.Zero ? "INF" : InfluxQl.Duration(Duration);

    /// <summary>All policies of a database; the first is that of records.</summary>
    public static IReadOnlyList<PolicyPlan> Of(InfluxFrames frames, InfluxOptions options) =>
    [
        new(InfluxFrames.RecordPolicy, DurationOf(InfluxFrames.RecordPolicy, RecordDuration, options), TimeSpan.FromDays(1)),
        new(InfluxFrames.LedgerPolicy, DurationOf(InfluxFrames.LedgerPolicy, LedgerDuration, options), TimeSpan.FromDays(30)),
        .. frames.All.Select(frame => new PolicyPlan(frame.Policy, frame.Duration, frame.Shard)),
    ];

    /// <summary>Makes the policy.</summary>
    public string Create(string database) => $"CREATE RETENTION POLICY {InfluxQl.Name(Name)} ON {InfluxQl.Name(database)} DURATION {DurationText} REPLICATION 1{ShardText}";

    /// <summary>Makes the database, with this policy as the one that counts where none is named.</summary>
    public string CreateDatabase(string database) =>
        $"CREATE DATABASE {InfluxQl.Name(database)} WITH DURATION {DurationText} REPLICATION 1{ShardText} NAME {InfluxQl.Name(Name)}";

    /// <summary>Changes the policy to what it should be; nobody but the operator does so, since it may delete data.</summary>
    public string Alter(string database) => $"ALTER RETENTION POLICY {InfluxQl.Name(Name)} ON {InfluxQl.Name(database)} DURATION {DurationText}{ShardText}";

    private static TimeSpan DurationOf(string name, TimeSpan usual, InfluxOptions options) =>
        options.Retention.TryGetValue(name, out var text) && InfluxQl.TryParseDuration(text, out var given) ? given : usual;

    // A file must not hold more time than is kept.
    private string ShardText => Shard == TimeSpan.Zero ? "" : $" SHARD DURATION {InfluxQl.Duration(Duration > TimeSpan.Zero && Duration < Shard ? Duration : Shard)}";
}
