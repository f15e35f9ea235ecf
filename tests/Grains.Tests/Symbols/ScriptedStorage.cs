using System.Collections.Concurrent;
using Orleans.Storage;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>State of grains in memory, that cannot be written while a test says so.</summary>
internal sealed class ScriptedStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), object?> _kept = new();
    private int _failures;

    /// <summary>Key of the grain whose writes fail; null for none.</summary>
    public string? FailsFor { get; set; }

    /// <summary>Writes of a grain wait for this, by its key; null for those that do not.</summary>
    public Func<string, Task?> Gate { get; set; } = static _ => null;

    /// <summary>Writes that failed.</summary>
    public int Failures => Volatile.Read(ref _failures);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_kept.TryGetValue((stateName, grainId), out var state))
        {
            grainState.State = (T)state!;
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainId.Key.ToString() == FailsFor)
        {
            Interlocked.Increment(ref _failures);
            throw new IOException("the disk is full");
        }

        if (Gate(grainId.Key.ToString()!) is { } gate)
        {
            await gate;
        }

        _kept[(stateName, grainId)] = grainState.State;
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
