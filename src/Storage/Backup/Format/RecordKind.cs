namespace SqueezeFlow.Storage.Backup.Format;

/// <summary>A kind of records whose fields are those of the table that keeps them.</summary>
/// <param name="Name">Its name, also that of its file.</param>
/// <param name="TimeField">The field with its time, milliseconds since 1970 UTC; null when it has none.</param>
/// <param name="IsLater">Whether backups of the format's first programs are without it.</param>
internal sealed record RecordKind(string Name, string? TimeField = null, bool IsLater = false)
{
    /// <summary>Signals with outcome, detail and fill.</summary>
    public static readonly RecordKind Signals = new("signals", "bar_close_unix_ms");

    /// <summary>What became of the positions that signals opened.</summary>
    public static readonly RecordKind SignalResults = new("signal-results", "exit_unix_ms");

    /// <summary>The steps of signals.</summary>
    public static readonly RecordKind SignalSteps = new("signal-steps", "market_unix_ms", IsLater: true);

    /// <summary>Cash of the paper account.</summary>
    public static readonly RecordKind PaperAccount = new("paper-account");

    /// <summary>Positions of the paper account.</summary>
    public static readonly RecordKind PaperPositions = new("paper-positions", "opened_unix_ms");

    /// <summary>State of grains.</summary>
    public static readonly RecordKind GrainState = new("grain-state");

    /// <summary>Small texts by name.</summary>
    public static readonly RecordKind KeyValues = new("key-values");

    /// <summary>All kinds, in the order of the manifest.</summary>
    public static IReadOnlyList<RecordKind> All { get; } = [Signals, SignalResults, SignalSteps, PaperAccount, PaperPositions, GrainState, KeyValues];
}
