using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Storage.Redis.Records.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Signals;

/// <summary>The steps of signals at Redis, one key a signal. They go with their signals, and by their own age.</summary>
internal sealed class RedisSignalTrail(RecordServer server) : ISignalTrail
{
    /// <inheritdoc/>
    public async Task AppendAsync(IReadOnlyCollection<SignalStep> steps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count > 0)
        {
            await server.ChangeAsync("writing steps of signals", change => DecideAsync(change, steps), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SignalStep>> ReadAsync(string signalId, CancellationToken cancellationToken)
    {
        var values = await server.ReadAsync(
            "reading the steps of a signal", database => database.HashValuesAsync(server.Keys.StepsOf(signalId)), cancellationToken).ConfigureAwait(false);
        return [.. values.Select(value => StepText.Read(signalId, value)).OrderBy(static step => step.Number).Select(static step => step.Step)];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignalRecord>> FindAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken) =>
        FindAsync(server, signalIds, cancellationToken);

    private static async Task<IReadOnlyList<SignalRecord>> FindAsync(RecordServer server, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        [.. (await SignalPages.FindAsync(server, ids, cancellationToken).ConfigureAwait(false)).Select(static record => record with { Result = null })];

    // What is there already stands; numbers that it leaves unused harm nobody.
    private async Task<bool> DecideAsync(RecordChange change, IReadOnlyCollection<SignalStep> steps)
    {
        var number = await change.Database.StringIncrementAsync(server.Keys.StepCount, steps.Count).ConfigureAwait(false) - steps.Count;
        foreach (var step in steps)
        {
            var (field, value) = (StepText.FieldOf(step), StepText.Write(++number, step));
            change.Do(transaction => transaction.HashSetAsync(server.Keys.StepsOf(step.SignalId), field, value, When.NotExists));
            change.Do(transaction => transaction.SortedSetAddAsync(server.Keys.Steps, StepText.MemberOf(step.SignalId, field), step.MarketUnixMs, SortedSetWhen.NotExists));
        }

        return true;
    }
}
