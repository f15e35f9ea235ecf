using SqueezeFlow.Core.Backtest.Limits;

namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Bars of one market as a file, a folder of files or a store holds them, checked.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Market">What the column <c>market</c> says; empty when it says nothing.</param>
/// <param name="Bars">Bars in time order, each time once; at least one.</param>
/// <param name="SpacingSeconds">Length of a bar, seconds; null with a single one.</param>
/// <param name="Notes">What was taken otherwise than written.</param>
internal sealed record MarketFile(string Path, string Market, IReadOnlyList<RecordedBar> Bars, long? SpacingSeconds, IReadOnlyList<string> Notes)
{
    /// <summary>Name of the file, without its folder; of a store the market.</summary>
    public string Name => Sha256 is null ? System.IO.Path.GetFileName(Path) : Market;

    /// <summary>Time in which trades are known to be missing from the bars, in order.</summary>
    public IReadOnlyList<KnownGap> Gaps { get; init; } = [];

    /// <summary>The files that it was read from, in order; none for a store.</summary>
    public IReadOnlyList<string> Files { get; init; } = [Path];

    /// <summary>SHA-256 of the bars themselves, where no file holds them; else null.</summary>
    public string? Sha256 { get; init; }
}
