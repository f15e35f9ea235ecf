using SqueezeFlow.Grains.Execution;

namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>What outlives a kill: the state as it was last written.</summary>
internal sealed class ModelDisk
{
    private Dictionary<string, InboxEntry> _written = [];

    /// <summary>Most entries that were ever written at once.</summary>
    public int MostEntries { get; private set; }

    /// <summary>Whether the service is killed with the next write, before it is done or after; null when it is not.</summary>
    public bool? KillsBeforeWrite { get; set; }

    /// <summary>Whether writes fail.</summary>
    public bool IsFull { get; set; }

    /// <summary>The state for a new life.</summary>
    public IPersistentState<ExecutorState> Open(Life life) => new Written(this, life) { State = new() { Entries = new(_written) } };

    private sealed class Written(ModelDisk disk, Life life) : IPersistentState<ExecutorState>
    {
        public ExecutorState State { get; set; } = new();

        public string Etag => "";

        public bool RecordExists => true;

        public Task WriteStateAsync()
        {
            var kills = disk.KillsBeforeWrite;
            disk.KillsBeforeWrite = null;
            if (kills == true)
            {
                life.Kill();
            }

            if (!life.IsOver && disk.IsFull)
            {
                return Task.FromException(new IOException("the disk is full"));
            }

            if (!life.IsOver)
            {
                disk._written = new(State.Entries);
                disk.MostEntries = Math.Max(disk.MostEntries, disk._written.Count);
            }

            if (kills == false)
            {
                life.Kill();
            }

            return life.Answer(true);
        }

        public Task ReadStateAsync() => throw new NotSupportedException();

        public Task ClearStateAsync() => throw new NotSupportedException();
    }
}
