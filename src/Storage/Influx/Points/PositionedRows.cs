using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>A write whose rows tell what they contain: the bars of each market and its position go into one request, all else follows them.</summary>
/// <param name="points">Rows as points.</param>
/// <param name="write">The write.</param>
internal sealed class PositionedRows(BarPoints points, StoreWrite write)
{
    /// <summary>Adds the points.</summary>
    public void Add(PolicyLines lines)
    {
        var bars = write.Bars.ToLookup(row => row.Market);
        var ledger = write.Ledger.ToLookup(run => run.Market);
        var gaps = write.Gaps.ToLookup(gap => gap.Market);
        var rest = new PolicyLines();
        foreach (var position in write.Positions)
        {
            // Whoever reads takes the latest, so it must not lie before the one before it: rows always tell of the present.
            var at = ledger[position.Market].Select(run => run.ToUnixMs).DefaultIfEmpty(long.MinValue).Max();
            if (points.NameOf(position.Market) is { } name && at > long.MinValue)
            {
                lines.KeepTogether(points.SecondsPolicy, bars[position.Market].Count() + 1);
                AddBars(lines, bars[position.Market]);
                rest.Clear();
                points.AddRecords(rest, ledger[position.Market], gaps[position.Market]);
                PositionPoints.Write(lines, points.SecondsPolicy, name, position, TextOf(rest), at);
            }
            else
            {
                AddBars(lines, bars[position.Market]);
            }
        }

        var positioned = write.Positions.Select(position => position.Market).ToHashSet();
        AddBars(lines, write.Bars.Where(row => !positioned.Contains(row.Market)));
        points.AddRecords(lines, write.Ledger, write.Gaps);
    }

    private void AddBars(PolicyLines lines, IEnumerable<BarRow> rows)
    {
        foreach (var row in rows)
        {
            points.Add(lines, row);
        }
    }

    private static string TextOf(PolicyLines lines) => string.Concat(lines.ToBatches().Select(batch => Encoding.UTF8.GetString(batch.Lines.Span)));
}
