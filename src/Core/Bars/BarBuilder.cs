using SqueezeFlow.Core.Numerics;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Bars;

/// <summary>
/// One bar while it is still open to change. Open and close follow exchange time, then trade id, so that trades in any
/// order of arrival give the same bar. Of a stored bar nobody knows when its first and last trade were: where their ids are
/// known, ids tell. Not thread-safe.
/// </summary>
internal sealed class BarBuilder
{
    private double _open = double.NaN;
    private double _high = double.NaN;
    private double _low = double.NaN;
    private double _close = double.NaN;
    private (long UnixMs, long Id) _first;
    private (long UnixMs, long Id) _last;

    // Ids of the stored first and last trade, where these are not known by time; 0 otherwise.
    private long _storedFirstId;
    private long _storedLastId;
    private CompensatedSum _buy;
    private CompensatedSum _sell;
    private long _buyCount;
    private long _sellCount;
    private double _buyLiquidation;
    private double _sellLiquidation;

    /// <summary>Start of the bucket.</summary>
    public long OpenUnixMs { get; private set; }

    /// <summary>Smallest trade id; 0 when there was none.</summary>
    public long FirstId { get; private set; }

    /// <summary>Largest trade id; 0 when there was none.</summary>
    public long LastId { get; private set; }

    /// <summary>Prints counted.</summary>
    public long Trades { get; private set; }

    /// <summary>Exchange time of the first trade.</summary>
    public long FirstTradeUnixMs => _first.UnixMs;

    /// <summary>Exchange time of the last trade.</summary>
    public long LastTradeUnixMs => _last.UnixMs;

    /// <summary>Price of the first trade, quote units; NaN without one.</summary>
    public double Open => _open;

    /// <summary>Whether the stored row is older than this.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Whether nothing was added yet.</summary>
    public bool IsEmpty => Trades == 0 && double.IsNaN(_open) && _buyLiquidation == 0 && _sellLiquidation == 0;

    /// <summary>Forgets everything and stands for another bucket.</summary>
    public void Reset(long openUnixMs)
    {
        OpenUnixMs = openUnixMs;
        _open = _high = _low = _close = double.NaN;
        _first = _last = default;
        _buy = _sell = default;
        _buyCount = _sellCount = Trades = FirstId = LastId = 0;
        _storedFirstId = _storedLastId = 0;
        _buyLiquidation = _sellLiquidation = 0;
        IsDirty = false;
    }

    /// <summary>Adds a trade of this bucket.</summary>
    public void Add(in Trade trade)
    {
        IsDirty = true;
        if (trade.Kind != TradeKind.Market)
        {
            AddLiquidation(trade);
            if (trade.Kind == TradeKind.LiquidationReport)
            {
                return;
            }
        }

        AddPrice(trade.Price, (trade.UnixMs, trade.Id));
        AddId(trade.Id, trade.Id);
        Trades++;
        if (trade.Side == AggressorSide.Buy)
        {
            _buy.Add(trade.Notional);
            _buyCount += trade.Count;
        }
        else
        {
            _sell.Add(trade.Notional);
            _sellCount += trade.Count;
        }
    }

    /// <summary>Adds all of a shorter bar that lies in this bucket.</summary>
    public void Add(BarBuilder part)
    {
        IsDirty = true;
        AddStored(part);
    }

    /// <summary>Adds all of a shorter bar that lies in this bucket and is in the stored row already.</summary>
    public void AddStored(BarBuilder part)
    {
        _buy.Add(part._buy.Value);
        _sell.Add(part._sell.Value);
        _buyCount += part._buyCount;
        _sellCount += part._sellCount;
        _buyLiquidation += part._buyLiquidation;
        _sellLiquidation += part._sellLiquidation;
        Trades += part.Trades;
        AddId(part.FirstId, part.LastId);
        if (!double.IsNaN(part._open))
        {
            AddPrice(part._open, part._first);
            AddPrice(part._close, part._last);
            _high = Math.Max(_high, part._high);
            _low = Math.Min(_low, part._low);
        }
    }

    /// <summary>Adds a stored bar of a length that lies in this bucket; its ids are unknown.</summary>
    public void Add(in Bar bar, Timeframe length) => Add(bar, length.Close(bar.OpenUnixMs));

    /// <summary>Adds a stored bar that lies in this bucket; its ids are unknown.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="endUnixMs">Market time at which what is in it ends, milliseconds since 1970 UTC.</param>
    public void Add(in Bar bar, long endUnixMs)
    {
        _buy.Add(bar.BuyNotional);
        _sell.Add(bar.SellNotional);
        _buyCount += bar.BuyCount;
        _sellCount += bar.SellCount;
        _buyLiquidation += bar.BuyLiquidation;
        _sellLiquidation += bar.SellLiquidation;
        if (bar.HasPrice)
        {
            AddPrice(bar.Open, (bar.OpenUnixMs, 0));
            AddPrice(bar.Close, (endUnixMs - 1, 0));
            _high = Math.Max(_high, bar.High);
            _low = Math.Min(_low, bar.Low);
        }
    }

    /// <summary>The first trade of a stored bar has this id: trades before it come before everything that is stored. Nothing where it is known by itself.</summary>
    public void BeginsWith(long id) => _storedFirstId = _first.Id == 0 ? id : 0;

    /// <summary>The last trade of a stored bar has this id: trades after it come after everything that is stored. Nothing where it is known by itself.</summary>
    public void EndsWith(long id) => _storedLastId = _last.Id == 0 ? id : 0;

    /// <summary>Forgets ids: a new sequence of them begins.</summary>
    public void ForgetIds() => FirstId = LastId = _storedFirstId = _storedLastId = 0;

    /// <summary>The bar as it stands.</summary>
    public Bar ToBar() => new(
        OpenUnixMs, _open, _high, _low, _close, _buy.Value, _sell.Value, _buyCount, _sellCount, _buyLiquidation, _sellLiquidation);

    private void AddLiquidation(in Trade trade)
    {
        if (trade.Side == AggressorSide.Buy)
        {
            _buyLiquidation += trade.Notional;
        }
        else
        {
            _sellLiquidation += trade.Notional;
        }
    }

    private void AddPrice(double price, (long UnixMs, long Id) at)
    {
        if (double.IsNaN(_open))
        {
            _open = _high = _low = _close = price;
            _first = _last = at;
            return;
        }

        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        if (_storedFirstId > 0 && at.Id > 0 ? at.Id < _storedFirstId : at.CompareTo(_first) < 0)
        {
            _open = price;
            _first = at;
            _storedFirstId = 0;
        }

        if (_storedLastId > 0 && at.Id > 0 ? at.Id > _storedLastId : at.CompareTo(_last) >= 0)
        {
            _close = price;
            _last = at;
            _storedLastId = 0;
        }
    }

    private void AddId(long first, long last)
    {
        if (first > 0 && (FirstId == 0 || first < FirstId))
        {
            FirstId = first;
        }

        LastId = Math.Max(LastId, last);
    }
}
