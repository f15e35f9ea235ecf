namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>A grain's state whose writes a test lets end, or fail.</summary>
internal sealed class KeptState<T> : IPersistentState<T>
    where T : new()
{
    public T State { get; set; } = new();

    public string Etag => "";

    public bool RecordExists => Writes > 0;

    /// <summary>Writes begun.</summary>
    public int Writes { get; private set; }

    /// <summary>What a write ends with; at once by default.</summary>
    public Func<Task> OnWrite { get; set; } = () => Task.CompletedTask;

    public Task WriteStateAsync()
    {
        Writes++;
        return OnWrite();
    }

    public Task ReadStateAsync() => throw new NotSupportedException();

    public Task ClearStateAsync() => throw new NotSupportedException();
}
