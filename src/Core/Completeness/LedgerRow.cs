using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;

namespace SqueezeFlow.Core.Completeness;

/// <summary>A ledger row while it grows: see <see cref="LedgerRun"/>. Times in milliseconds since 1970 UTC, half-open.</summary>
internal record struct LedgerRow
{
    public long From;
    public long To;
    public long FirstId;
    public long LastId;
    public long Trades;
    public CompensatedSum Buy;
    public CompensatedSum Sell;
    public int Found;
    public int Filled;

    /// <summary>An empty row that begins at a time.</summary>
    public static LedgerRow At(long unixMs) => new() { From = unixMs, To = unixMs };

    /// <summary>Adjacent rows as one.</summary>
    public static LedgerRow Join(LedgerRow run, in LedgerRow next)
    {
        run.To = next.To;
        run.Add(next.Trades, next.Buy.Value, next.Sell.Value);
        run.FirstId = run.FirstId == 0 ? next.FirstId : run.FirstId;
        run.LastId = Math.Max(run.LastId, next.LastId);
        run.Found += next.Found;
        run.Filled += next.Filled;
        return run;
    }

    /// <summary>Adds a closed second.</summary>
    public void Add(BarBuilder second)
    {
        var bar = second.ToBar();
        Add(second.Trades, bar.BuyNotional, bar.SellNotional);
        FirstId = FirstId == 0 ? second.FirstId : FirstId;
        LastId = Math.Max(LastId, second.LastId);
    }

    /// <summary>Adds trades.</summary>
    public void Add(long trades, double buyNotional, double sellNotional)
    {
        Trades += trades;
        Buy.Add(buyNotional);
        Sell.Add(sellNotional);
    }
}
