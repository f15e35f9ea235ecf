using System.Runtime.CompilerServices;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Signals;

/// <summary>Past signals, oldest first, then new ones and new outcomes as they come: each once, none missed.</summary>
/// <param name="service">The service.</param>
/// <param name="symbol">Base coin; null for all.</param>
/// <param name="path">Where the past ones are read.</param>
internal sealed class SignalTail(ServiceClient service, string? symbol, string path)
{
    private static readonly TimeSpan PollPause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, SignalOutcome> _reported = [];

    /// <summary>Reads until cancelled.</summary>
    public async IAsyncEnumerable<SignalRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var status = await service.GetAsync<StatusView>(ApiPaths.Status, cancellationToken);
        foreach (var record in await NewAsync(cancellationToken))
        {
            yield return record;
        }

        var query = new Query().With("symbols", symbol).With("kinds", EventKinds.Signal).ToString();
        await foreach (var item in new EventStream(service, query, status.Value.AsOf).ReadAsync(cancellationToken))
        {
            var records = item.Kind switch
            {
                EventKinds.Signal => [item.Read<SignalRecord>()],
                EventKinds.Resync => await NewAsync(cancellationToken),
                _ => [],
            };
            foreach (var record in records.Where(IsNew))
            {
                yield return record;
            }
        }

        while (true)
        {
            await Task.Delay(PollPause, service.Clock, cancellationToken);
            foreach (var record in await NewAsync(cancellationToken))
            {
                yield return record;
            }
        }
    }

    private async Task<SignalRecord[]> NewAsync(CancellationToken cancellationToken)
    {
        var answer = await service.GetAsync<SignalRecord[]>(path, cancellationToken);
        return [.. answer.Value.Reverse().Where(IsNew)];
    }

    private bool IsNew(SignalRecord record)
    {
        var wanted = symbol is null || record.Signal.BaseSymbol.Equals(symbol, StringComparison.OrdinalIgnoreCase);
        if (!wanted || (_reported.TryGetValue(record.Signal.Id, out var outcome) && outcome == record.Outcome))
        {
            return false;
        }

        _reported[record.Signal.Id] = record.Outcome;
        return true;
    }
}
