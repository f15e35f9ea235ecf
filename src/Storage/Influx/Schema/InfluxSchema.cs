using Microsoft.Extensions.Logging;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>
/// Database, retention policies and continuous queries: makes what is missing, replaces queries of ours that are written otherwise, and leaves all else alone. Doing
/// it again changes nothing, and needs no right but to read when all is there. Safe for concurrent use.
/// </summary>
internal sealed partial class InfluxSchema(InfluxQuery query, InfluxOptions options, InfluxFrames frames, ILogger<InfluxSchema> log)
{
    private readonly ResampleText _text = new(options.Database);
    private readonly IReadOnlyList<PolicyPlan> _plans = PolicyPlan.Of(frames, options);
    private volatile IReadOnlyDictionary<string, TimeSpan> _durations = new Dictionary<string, TimeSpan>();
    private volatile IReadOnlyList<string> _differences = [];

    /// <summary>Policies that keep for another time than is configured, a sentence each with the statement that would change it.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>How long the server keeps the bars of a frame; zero for ever.</summary>
    public TimeSpan DurationOf(InfluxFrame frame) => _durations.GetValueOrDefault(frame.Policy, frame.Duration);

    /// <summary>How long the server keeps the points of a policy; zero for ever. Before it was asked, what is configured.</summary>
    public TimeSpan KeptBy(string policy) =>
        _durations.GetValueOrDefault(policy, _plans.First(plan => plan.Name == policy).Duration);

    /// <summary>Makes what is missing.</summary>
    /// <exception cref="InfluxFault">The server does not do it.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await EnsurePlacesAsync(cancellationToken).ConfigureAwait(false);
        await EnsureQueriesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes what is missing, continuous queries aside.</summary>
    /// <exception cref="InfluxFault">The server does not do it.</exception>
    public async Task EnsurePlacesAsync(CancellationToken cancellationToken)
    {
        var databases = await query.ListAsync("SHOW DATABASES", row => row.Text(0), cancellationToken).ConfigureAwait(false);
        if (!databases.Contains(options.Database))
        {
            await query.ExecuteAsync(_plans[0].CreateDatabase(options.Database), cancellationToken).ConfigureAwait(false);
            LogCreated(options.Database, options);
        }

        await EnsurePoliciesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes our continuous queries away, so that the database holds what is written and nothing that it makes of it.</summary>
    /// <exception cref="InfluxFault">The server does not do it.</exception>
    public async Task DropQueriesAsync(CancellationToken cancellationToken)
    {
        var found = await ReadQueriesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in frames.All.Where(frame => frame.Source is not null).Select(ResampleText.NameOf).Where(found.ContainsKey))
        {
            await query.ExecuteAsync(DropQuery(name), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EnsurePoliciesAsync(CancellationToken cancellationToken)
    {
        var found = await query.ListAsync(
            $"SHOW RETENTION POLICIES ON {InfluxQl.Name(options.Database)}", row => (Name: row.Text(0) ?? "", Duration: DurationOf(row.Text(1))), cancellationToken).ConfigureAwait(false);
        var durations = found.ToDictionary(policy => policy.Name, policy => policy.Duration, StringComparer.Ordinal);
        List<string> differences = [];
        foreach (var plan in _plans)
        {
            if (!durations.TryGetValue(plan.Name, out var duration))
            {
                await query.ExecuteAsync(plan.Create(options.Database), cancellationToken).ConfigureAwait(false);
                durations[plan.Name] = plan.Duration;
            }
            else if (duration != plan.Duration)
            {
                var kept = duration == TimeSpan.Zero ? "for ever" : InfluxQl.Duration(duration);
                differences.Add($"policy {plan.Name} keeps {kept}, configured is {plan.DurationText}; to change it: {plan.Alter(options.Database)}");
            }
        }

        foreach (var difference in differences.Except(_differences))
        {
            LogDifference(options.Database, difference);
        }

        (_durations, _differences) = (durations, differences);
    }

    private async Task EnsureQueriesAsync(CancellationToken cancellationToken)
    {
        var found = await ReadQueriesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var frame in frames.All.Where(frame => frame.Source is not null))
        {
            var (name, wanted) = (ResampleText.NameOf(frame), _text.Continuous(frames.Find(frame.Source!.Value)!, frame));
            if (found.TryGetValue(name, out var text))
            {
                if (ResampleText.IsSame(text, wanted))
                {
                    continue;
                }

                await query.ExecuteAsync(DropQuery(name), cancellationToken).ConfigureAwait(false);
                LogReplaced(name, options.Database, text);
            }

            await query.ExecuteAsync(wanted, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Dictionary<string, string>> ReadQueriesAsync(CancellationToken cancellationToken)
    {
        var all = await query.ListAsync("SHOW CONTINUOUS QUERIES", row => (row.Series, Name: row.Text(0) ?? "", Text: row.Text(1) ?? ""), cancellationToken).ConfigureAwait(false);
        return all.Where(one => one.Series == options.Database).ToDictionary(one => one.Name, one => one.Text, StringComparer.Ordinal);
    }

    private string DropQuery(string name) => $"DROP CONTINUOUS QUERY {InfluxQl.Name(name)} ON {InfluxQl.Name(options.Database)}";

    private static TimeSpan DurationOf(string? text) =>
        InfluxQl.TryParseDuration(text ?? "", out var duration) ? duration : throw new FormatException($"SHOW RETENTION POLICIES: '{text}' is no duration");

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the database {Database} at {Address}")]
    private partial void LogCreated(string database, InfluxOptions address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Database {Database}: {Difference}")]
    private partial void LogDifference(string database, string difference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Continuous query {Name} of {Database} was written otherwise and is replaced; it was: {Text}")]
    private partial void LogReplaced(string name, string database, string text);
}
