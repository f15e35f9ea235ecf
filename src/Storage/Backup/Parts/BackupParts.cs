using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Parts;

/// <summary>The files of a backup.</summary>
internal static class BackupParts
{
    private const string BarsBegin = "bars-";
    private const string BarsEnd = ".csv.gz";

    /// <summary>Those that every backup has: bars of the stored timeframes, and all other kinds.</summary>
    public static IReadOnlyList<BackupPart> Always { get; } = [.. Timeframe.Stored.Select(Bars), .. Others()];

    /// <summary>Those that a backup of any program has.</summary>
    public static IReadOnlyList<BackupPart> Required { get; } = [.. Always.Where(part => !RecordKind.All.Any(kind => kind.IsLater && part.FileName == FileNameOf(kind.Name)))];

    /// <summary>Those of a store that has bars of these timeframes.</summary>
    public static IEnumerable<BackupPart> Of(IReadOnlyList<Timeframe> timeframes) =>
        timeframes.Except(Timeframe.Stored).Select(Bars).Concat(Always);

    /// <summary>That with a name; null when no file is called so.</summary>
    public static BackupPart? Find(string fileName) =>
        Always.FirstOrDefault(part => part.FileName == fileName) ??
        (fileName.StartsWith(BarsBegin, StringComparison.Ordinal) && fileName.EndsWith(BarsEnd, StringComparison.Ordinal) &&
            Timeframe.TryParse(fileName[BarsBegin.Length..^BarsEnd.Length], out var timeframe)
            ? Bars(timeframe)
            : null);

    private static FilePart<BarRow> Bars(Timeframe timeframe) => new($"{BarsBegin}{timeframe}{BarsEnd}", new BarRows(timeframe));

    private static IEnumerable<BackupPart> Others() =>
    [
        Lines<LedgerRun>(
            "ledger",
            run => run.FromUnixMs,
            (store, stop) => store.ReadLedgerAsync(stop),
            (store, rows, stop) => store.WriteLedgerAsync(rows, stop),
            (store, run) => store.ReasonAgainst(run)),
        Lines<Gap>(
            "gaps",
            gap => gap.BeforeUnixMs,
            (store, stop) => store.ReadGapsAsync(stop),
            (store, rows, stop) => store.WriteGapsAsync(rows, stop),
            (store, gap) => store.ReasonAgainst(gap)),
        Lines<OpenInterestRow>(
            "open-interest",
            row => row.UnixMs,
            (store, stop) => store.ReadOpenInterestAsync(stop),
            (store, rows, stop) => store.WriteOpenInterestAsync(rows, stop),
            (store, row) => store.ReasonAgainst(row)),
        Lines<KeptMark>("kept-from", mark => mark.UnixMs, (store, stop) => store.ReadKeptAsync(stop), (store, rows, stop) => store.WriteKeptAsync(rows, stop)),
        .. RecordKind.All.Select(Records),
    ];

    private static string FileNameOf(string name) => $"{name}.jsonl.gz";

    private static BackupPart Records(RecordKind kind) => Lines<JsonObject>(
        kind.Name,
        row => kind.TimeField is { } field ? row[field]?.GetValue<long>() : null,
        (store, stop) => store.ReadRecordsAsync(kind.Name, stop),
        (store, rows, stop) => store.WriteRecordsAsync(kind.Name, rows, stop));

    private static FilePart<T> Lines<T>(
        string name,
        Func<T, long?> timeOf,
        Func<IStoreSnapshot, CancellationToken, IAsyncEnumerable<T>> read,
        Func<IStoreRestoration, IReadOnlyList<T>, CancellationToken, Task> write,
        Func<IStoreRestoration, T, string?>? reasonAgainst = null)
        where T : class => new(FileNameOf(name), new LineRows<T>(timeOf, read, write, reasonAgainst));
}
