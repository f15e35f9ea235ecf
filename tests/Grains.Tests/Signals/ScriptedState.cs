using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Tests.Signals;

/// <summary>A grain's state whose writes end when and how a test says.</summary>
internal sealed class ScriptedState : IPersistentState<OutboxState>
{
    private int _underWay;

    public OutboxState State { get; set; } = new();

    public string Etag => "";

    public bool RecordExists => Writes > 0;

    /// <summary>Called with the number of each write; the default is done at once.</summary>
    public Func<int, Task> OnWrite { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Writes begun.</summary>
    public int Writes { get; private set; }

    /// <summary>Whether there ever were two writers at a time.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>Ids that the latest successful write kept.</summary>
    public IReadOnlyList<string> Kept { get; private set; } = [];

    public Task ClearStateAsync() => throw new NotSupportedException();

    public Task ReadStateAsync() => throw new NotSupportedException();

    public async Task WriteStateAsync()
    {
        IsOverrun |= ++_underWay > 1;
        string[] ids = [.. State.Pending.Keys];
        try
        {
            await OnWrite(++Writes);
            Kept = ids;
        }
        finally
        {
            _underWay--;
        }
    }
}
