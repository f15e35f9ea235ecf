using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Backup.Files;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Parts;

/// <summary>Bars of one timeframe.</summary>
internal sealed class BarRows(Timeframe timeframe) : IPartRows<BarRow>
{
    /// <inheritdoc/>
    public IRowFormat<BarRow> Format { get; } = new BarCsv(timeframe);

    /// <inheritdoc/>
    public RowTally NewTally() => RowTally.OfBars();

    /// <inheritdoc/>
    public void Note(RowTally tally, BarRow row) => tally.Add(row.Bar);

    /// <inheritdoc/>
    public IAsyncEnumerable<BarRow> ReadAsync(IStoreSnapshot snapshot, CancellationToken cancellationToken) =>
        snapshot.ReadBarsAsync(timeframe, cancellationToken);

    /// <inheritdoc/>
    public string? ReasonAgainst(IStoreRestoration target, BarRow row) => target.ReasonAgainst(row);

    /// <inheritdoc/>
    public Task WriteAsync(IStoreRestoration target, IReadOnlyList<BarRow> rows, CancellationToken cancellationToken) =>
        target.WriteBarsAsync(rows, cancellationToken);
}
