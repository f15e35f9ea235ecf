using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Spool.Fencing;
using SqueezeFlow.Storage.Spool.Sending;
using SqueezeFlow.Storage.Tests.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>A spool before a scripted store, on a clock that the test drives. Made anew on the same folder it is the next run of a service.</summary>
internal sealed class SpoolBench : IAsyncDisposable
{
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly bool _ownsFolder;
    private readonly SpoolSender _sender;
    private bool _isOver;

    public SpoolBench(string? folder = null, Action<SpoolOptions>? configure = null, ScriptedTarget? target = null, RetryClock? clock = null, ISpoolFence? fence = null)
    {
        _ownsFolder = folder is null;
        (Target, Clock) = (target ?? new(), clock ?? new());
        Options = new() { Directory = folder ?? Folder(), StopTimeout = StopTimeout };
        configure?.Invoke(Options);
        Spool = new(Options, Target, Clock, Log, fence);
        _sender = new(Spool, Target, Options, Clock, fence);
    }

    public SpoolOptions Options { get; }

    public ScriptedTarget Target { get; }

    public RetryClock Clock { get; }

    public MirrorBench.Lines Log { get; } = new();

    public DiskSpool Spool { get; }

    public SpoolStatus Status => Spool.Status;

    /// <summary>Files of the segments, oldest first.</summary>
    public string[] Segments => [.. Directory.GetFiles(Options.Directory, "*.spool").Order(StringComparer.Ordinal)];

    /// <summary>What was set aside, in order.</summary>
    public string[] DeadLetters => Path.Combine(Options.Directory, "dead-letter") is var folder && Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).SelectMany(File.ReadLines)]
        : [];

    /// <summary>Opens the spool and begins to send, as a service does.</summary>
    public async Task StartAsync()
    {
        await Spool.OpenAsync(Token);
        await _sender.StartAsync(Token);
    }

    public Task AppendAsync(params SpoolBatch[] batches) => Spool.AppendAsync(batches, Token).AsTask();

    /// <summary>Waits until all that was appended is done.</summary>
    public async Task DrainAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await Spool.DrainedAsync(Spool.Written, Long, limit.Token);
    }

    /// <summary>Waits until the spool has come so far.</summary>
    public async Task UntilAsync(Func<SpoolStatus, bool> isMet)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (Spool.NextChange is var change && !isMet(Status))
        {
            await change.WaitAsync(limit.Token);
        }
    }

    /// <summary>Ends the run as a service does.</summary>
    public async Task StopAsync()
    {
        _isOver = true;
        await _sender.StopAsync(Token);
        _sender.Dispose();
        Spool.Dispose();
    }

    /// <summary>Ends the run at once, wherever it is; nothing is written that a kill would not leave.</summary>
    public Task CrashAsync()
    {
        Options.StopTimeout = TimeSpan.Zero;
        return StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isOver)
        {
            await CrashAsync();
        }

        if (_ownsFolder && Directory.Exists(Options.Directory))
        {
            Directory.Delete(Options.Directory, recursive: true);
        }
    }
}
