using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Storage;

namespace SqueezeFlow.Grains.Tests.Cluster;

/// <summary>State of grains that all silos of a test share, with entity tags as a server has them.</summary>
internal sealed class SharedState : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), (int Version, byte[] Json)> _kept = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var isKept = _kept.TryGetValue((stateName, grainId), out var kept);
        grainState.State = isKept ? JsonSerializer.Deserialize<T>(kept.Json, WireJson.Options)! : Activator.CreateInstance<T>();
        (grainState.RecordExists, grainState.ETag) = (isKept, isKept ? $"{kept.Version}" : null);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(grainState.State, WireJson.Options);
        var written = _kept.AddOrUpdate(
            (stateName, grainId),
            _ => grainState.ETag is null ? (1, json) : throw Conflict(grainState.ETag, null),
            (_, kept) => grainState.ETag == $"{kept.Version}" ? (kept.Version + 1, json) : throw Conflict(grainState.ETag, $"{kept.Version}"));
        (grainState.RecordExists, grainState.ETag) = (true, $"{written.Version}");
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    /// <summary>Somebody else writes the state of a grain: whoever has read it before has an old one.</summary>
    public void Touch(string stateName, GrainId grainId) =>
        _kept.AddOrUpdate((stateName, grainId), _ => throw new InvalidOperationException("it was never written"), (_, kept) => (kept.Version + 1, kept.Json));

    private static InconsistentStateException Conflict(string? found, string? stored) => new("another owner has written it", stored, found);
}
