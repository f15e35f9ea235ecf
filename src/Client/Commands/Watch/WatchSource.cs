using System.Runtime.CompilerServices;
using System.Text.Json;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Watch;

/// <summary>What happens to a symbol: its present state first, then events; states asked for every second where there are no events.</summary>
/// <param name="service">The service.</param>
/// <param name="symbol">Base coin.</param>
internal sealed class WatchSource(ServiceClient service, string symbol)
{
    private const string Kinds = $"{EventKinds.Symbol},{EventKinds.Signal},{EventKinds.Order}";

    private static readonly TimeSpan PollPause = TimeSpan.FromSeconds(1);

    private EventStream? _stream;

    /// <summary>Why events do not come now; null while they do.</summary>
    public string? Lost => _stream?.Lost;

    /// <summary>Called when <see cref="Lost"/> changes.</summary>
    public Action? StateChanged { get; init; }

    /// <summary>Reads until cancelled.</summary>
    public async IAsyncEnumerable<ServerEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var status = await service.GetAsync<StatusView>(ApiPaths.Status, cancellationToken);
        yield return await StateAsync(status.Value.AsOf, cancellationToken);

        var query = new Query().With("symbols", symbol).With("kinds", Kinds).With("hz", 4).ToString();
        _stream = new EventStream(service, query, status.Value.AsOf) { StateChanged = StateChanged };
        await foreach (var item in _stream.ReadAsync(cancellationToken))
        {
            yield return item;
            if (item.Kind == EventKinds.Resync)
            {
                yield return await StateAsync(item.Id, cancellationToken);
            }
        }

        while (true)
        {
            await Task.Delay(PollPause, service.Clock, cancellationToken);
            yield return await StateAsync(0, cancellationToken);
        }
    }

    private async Task<ServerEvent> StateAsync(long id, CancellationToken cancellationToken)
    {
        var answer = await service.GetAsync<JsonElement>(ApiPaths.Of(ApiPaths.Symbol, symbol), cancellationToken);
        return new(id, EventKinds.Symbol, answer.Value);
    }
}
