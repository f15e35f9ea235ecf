using SqueezeFlow.Core.Numerics;

namespace SqueezeFlow.Core.Completeness.Ledger;

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

    /// <summary>Whether it was handed out as a row of its own, so that it must stay one.</summary>
    public bool IsOwn;

    /// <summary>Whether the row handed out last is older than this.</summary>
    public bool IsDirty;

    /// <summary>Whether it has no length.</summary>
    public readonly bool IsEmpty => To <= From;

    /// <summary>A row that is stored.</summary>
    public static LedgerRow Of(LedgerRun run)
    {
        var row = new LedgerRow { From = run.FromUnixMs, To = run.ToUnixMs, FirstId = run.FirstId, LastId = run.LastId, Found = run.GapsFound };
        row.Add(run.Trades, run.BuyNotional, run.SellNotional);
        return row;
    }

    /// <summary>An empty row that begins at a time.</summary>
    public static LedgerRow At(long unixMs) => new() { From = unixMs, To = unixMs };

    /// <summary>Adjacent rows as one.</summary>
    public static LedgerRow Join(LedgerRow run, in LedgerRow next)
    {
        run.To = next.To;
        run.Add(next.Trades, next.Buy.Value, next.Sell.Value);
        run.FirstId = run.FirstId == 0 ? next.FirstId : run.FirstId;
        run.LastId = next.LastId == 0 ? run.LastId : next.LastId;
        run.Found += next.Found;
        return run;
    }

    /// <summary>Whether it touches a half-open range.</summary>
    public readonly bool Overlaps(long from, long to) => From < to && To > from;

    /// <summary>Adds trades.</summary>
    public void Add(long trades, double buyNotional, double sellNotional)
    {
        Trades += trades;
        Buy.Add(buyNotional);
        Sell.Add(sellNotional);
    }

    /// <summary>Notes ids of trades added.</summary>
    public void Note(long firstId, long lastId)
    {
        FirstId = FirstId == 0 ? firstId : FirstId;
        LastId = lastId == 0 ? LastId : lastId;
    }
}
