namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>Bars of one market as a file holds them, checked.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Market">What the column <c>market</c> says; empty when it says nothing.</param>
/// <param name="Bars">Bars in time order, each time once; at least one.</param>
/// <param name="SpacingSeconds">Length of a bar, seconds; null with a single one.</param>
/// <param name="Notes">What was taken otherwise than written.</param>
internal sealed record MarketFile(string Path, string Market, IReadOnlyList<RecordedBar> Bars, long? SpacingSeconds, IReadOnlyList<string> Notes)
{
    /// <summary>Name of the file, without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
