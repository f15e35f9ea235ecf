using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>The fields of a bar, as aggr-server writes them: all numbers with a fraction, a group left out when it has nothing to say.</summary>
internal static class BarFields
{
    /// <summary>What to select, in the order of <see cref="Read"/>.</summary>
    public const string Select = "SELECT \"open\", \"high\", \"low\", \"close\", \"vbuy\", \"vsell\", \"cbuy\", \"csell\", \"lbuy\", \"lsell\"";

    /// <summary>Adds them to a point.</summary>
    public static void Write(LineWriter line, in Bar bar, bool isImported)
    {
        if (bar.HasPrice)
        {
            line.Field("open", bar.Open);
            line.Field("high", bar.High);
            line.Field("low", bar.Low);
            line.Field("close", bar.Close);
        }

        // A point that is written again keeps the fields that are not: what is imported anew may have less to say than before.
        if (isImported || bar.Volume != 0 || bar.BuyCount != 0 || bar.SellCount != 0)
        {
            line.Field("vbuy", bar.BuyNotional);
            line.Field("vsell", bar.SellNotional);
            line.Field("cbuy", (double)bar.BuyCount);
            line.Field("csell", (double)bar.SellCount);
        }

        if (bar.BuyLiquidation != 0 || bar.SellLiquidation != 0)
        {
            line.Field("lbuy", bar.BuyLiquidation);
            line.Field("lsell", bar.SellLiquidation);
        }
    }

    /// <summary>The bar of a row, whose columns are the time and those of <see cref="Select"/>.</summary>
    public static Bar Read(InfluxRow row)
    {
        var hasPrice = !row.IsNull(1);
        return new(
            row.Time,
            hasPrice ? row.Double(1) : double.NaN,
            hasPrice ? row.Double(2) : double.NaN,
            hasPrice ? row.Double(3) : double.NaN,
            hasPrice ? row.Double(4) : double.NaN,
            row.Double(5),
            row.Double(6),
            row.Int64(7),
            row.Int64(8),
            row.Double(9),
            row.Double(10));
    }
}
