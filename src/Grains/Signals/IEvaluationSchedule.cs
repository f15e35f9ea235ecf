namespace SqueezeFlow.Grains.Signals;

/// <summary>Decides when ready strategy bars are evaluated. Safe for concurrent use.</summary>
public interface IEvaluationSchedule
{
    /// <summary>A symbol takes part from now on.</summary>
    void Expect(string symbol);

    /// <summary>A symbol takes part no longer: none of its markets is read any more. <see cref="OnReady"/> brings it back.</summary>
    void Leave(string symbol);

    /// <summary>What keeps evaluation from going on, in words; null when nothing does.</summary>
    string? Obstacle { get; }

    /// <summary>All strategy bars of a symbol that close at or before a time are closed.</summary>
    void OnReady(string symbol, long closeUnixMs);

    /// <summary>No more bars will come: waits until all that are ready are evaluated and their signals settled.</summary>
    Task CompleteAsync(CancellationToken cancellationToken);
}
