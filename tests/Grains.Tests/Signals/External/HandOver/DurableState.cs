using System.Text.Json;

namespace SqueezeFlow.Grains.Tests.Signals.External.HandOver;

/// <summary>The process has ended: nothing catches it but the model.</summary>
internal sealed class Died : Exception;

/// <summary>States on disk, as text; they outlive the process.</summary>
internal sealed class Disk(Choices choices)
{
    private readonly Dictionary<string, string> _kept = [];

    /// <summary>Whether everything goes as usual from now on.</summary>
    public bool IsQuiet { get; set; }

    public string? Find(string name) => _kept.GetValueOrDefault(name);

    public void Write(string name, string text)
    {
        switch (IsQuiet ? "done" : choices.Take($"write {name}", "done", "full", "died before", "died after"))
        {
            case "full":
                throw new IOException("the disk is full");
            case "died before":
                throw new Died();
            case "died after":
                _kept[name] = text;
                throw new Died();
            default:
                _kept[name] = text;
                break;
        }
    }
}

/// <summary>A grain's state as a process that has just started finds it.</summary>
internal sealed class DurableState<T>(Disk disk, string name) : IPersistentState<T>
    where T : new()
{
    public T State { get; set; } = disk.Find(name) is { } text ? JsonSerializer.Deserialize<T>(text, WireJson.Options)! : new();

    public string Etag => "";

    public bool RecordExists => disk.Find(name) is not null;

    public Task WriteStateAsync()
    {
        try
        {
            disk.Write(name, JsonSerializer.Serialize(State, WireJson.Options));
            return Task.CompletedTask;
        }
        catch (IOException failure)
        {
            return Task.FromException(failure);
        }
    }

    public Task ReadStateAsync() => throw new NotSupportedException();

    public Task ClearStateAsync() => throw new NotSupportedException();
}
