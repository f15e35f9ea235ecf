using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Storage.Backup.Format;

/// <summary>Collects the facts of rows.</summary>
internal sealed class RowTally
{
    private readonly ExactSum _bought = new();
    private readonly ExactSum _sold = new();
    private readonly bool _hasBars;
    private long _rows;
    private long? _first;
    private long? _last;
    private decimal _trades;

    private RowTally(bool hasBars) => _hasBars = hasBars;

    /// <summary>What was collected.</summary>
    public RowFacts Facts => _hasBars
        ? new(_rows, _first, _last, _trades, _bought.Value, _sold.Value)
        : new(_rows, _first, _last);

    /// <summary>Of rows that are bars.</summary>
    public static RowTally OfBars() => new(hasBars: true);

    /// <summary>Of rows of another kind.</summary>
    public static RowTally OfRows() => new(hasBars: false);

    /// <summary>Notes a row.</summary>
    public void Add(long? unixMs)
    {
        _rows++;
        if (unixMs is { } time)
        {
            _first = _first is { } first ? Math.Min(first, time) : time;
            _last = _last is { } last ? Math.Max(last, time) : time;
        }
    }

    /// <summary>Notes a bar.</summary>
    public void Add(in Bar bar)
    {
        Add(bar.OpenUnixMs);
        _trades += (decimal)bar.BuyCount + bar.SellCount;
        _bought.Add(bar.BuyNotional);
        _sold.Add(bar.SellNotional);
    }
}
