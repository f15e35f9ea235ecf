using SqueezeFlow.Storage.Spool.Fencing;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>A fence that says what a test says, and has to be asked for each batch.</summary>
internal sealed class ScriptedFence : ISpoolFence
{
    public string Run => "run";

    /// <summary>Markets that another process has taken.</summary>
    public HashSet<string> Lost { get; } = [];

    /// <summary>How long a batch may be under way.</summary>
    public TimeSpan Valid { get; set; } = TimeSpan.FromDays(1);

    public Task BeginAsync(IReadOnlyList<string> leftover, CancellationToken cancellationToken) => Task.CompletedTask;

    public TimeSpan ValidFor(string run) => Valid;

    public bool HasAll(string run) => false;

    public Task<IReadOnlySet<string>> PassAsync(string run, IReadOnlyCollection<string> markets, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(markets.Except(Lost).ToHashSet());

    public Task FinishedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
