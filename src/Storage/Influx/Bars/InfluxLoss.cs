using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Server;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Bars;

/// <summary>
/// Notes of bars that were dropped because the spool was full: for each market a gap, and a row of the ledger that says that something is missing, over
/// whatever other rows say of that time. Gaps among what is dropped are kept, and notes of what was dropped before. Safe for concurrent use.
/// </summary>
internal sealed class InfluxLoss : ISpoolLoss
{
    /// <summary>Reason of such a gap.</summary>
    public const string Reason = "spool was full";

    // Places within a millisecond that no other row has: those of the ledger are whole milliseconds, those of gaps an id's last digits.
    private const int LedgerNs = 1;
    private const int GapNs = 999_999;

    private static readonly byte[] GapStart = Encoding.UTF8.GetBytes($"{GapPoints.Measurement},");
    private static readonly byte[] LedgerStart = Encoding.UTF8.GetBytes($"{LedgerPoints.Measurement},");
    private static readonly byte[] BarStart = "trades_"u8.ToArray();

    /// <inheritdoc/>
    public IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches)
    {
        SortedDictionary<MarketId, (long From, long To)> lost = [];
        var kept = new List<SpoolBatch>();
        foreach (var batch in batches)
        {
            Read(batch, lost, kept);
        }

        var lines = new PolicyLines();
        foreach (var (market, (from, to)) in lost)
        {
            var name = market.ToString();
            GapPoints.Write(lines, name, new(market, 0, from, 0, to, null, Reason), GapNs);
            LedgerPoints.Write(lines, name, new(market, from, to, 0, 0, 0, 0, 0, 1, 0, LedgerState.Partial, ProofKind.Connection, "", 0), LedgerNs);
        }

        return [.. kept, .. lines.ToBatches()];
    }

    private static void Read(in SpoolBatch batch, SortedDictionary<MarketId, (long From, long To)> lost, List<SpoolBatch> kept)
    {
        using var notes = new MemoryStream();
        var count = 0;
        var rest = batch.Lines.Span;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = rest[..end];
            rest = rest[(end + 1)..];
            if (line.StartsWith(GapStart) || IsLedgerNote(line))
            {
                notes.Write(line);
                notes.WriteByte((byte)'\n');
                count++;
            }
            else if (line.StartsWith(BarStart))
            {
                Add(lost, line);
            }
        }

        if (count > 0)
        {
            kept.Add(new(batch.Policy, notes.ToArray(), count, batch.FirstUnixMs, batch.LastUnixMs));
        }
    }

    // Other rows of the ledger are covered by the note of what is dropped now.
    private static bool IsLedgerNote(ReadOnlySpan<byte> line) => line.StartsWith(LedgerStart) && LineReader.Read(line).UnixNs % 1_000_000 == LedgerNs;

    private static void Add(SortedDictionary<MarketId, (long From, long To)> lost, ReadOnlySpan<byte> line)
    {
        var (measurement, name, unixNs) = LineReader.Read(line);
        if (!Timeframe.TryParse(measurement[BarStart.Length..], out var length) || BarTags.Parse(name) is not { } market)
        {
            return;
        }

        var open = unixNs / 1_000_000;
        var (from, to) = lost.GetValueOrDefault(market, (long.MaxValue, long.MinValue));
        lost[market] = (Math.Min(from, open), Math.Max(to, length.Close(open)));
    }
}
