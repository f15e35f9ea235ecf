using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters.Kraken;

/// <summary>The fields of one trade of Kraken's second spot version or of Kraken Futures, whichever a message has.</summary>
internal ref struct KrakenRow
{
    /// <summary>Creates a row without any field.</summary>
    public KrakenRow()
    {
    }

    public ReadOnlySpan<byte> Symbol;
    public ReadOnlySpan<byte> Type;
    private ReadOnlySpan<byte> _side;
    private ReadOnlySpan<byte> _uid;
    private long _id;
    private long _unixMs;
    private double _price = double.NaN;
    private double _size = double.NaN;
    private bool _isFuture;

    /// <summary>Reads every trade of a list; <paramref name="symbol"/> is the market of those that name none.</summary>
    public static void ReadAll(Utf8JsonReader list, ReadOnlySpan<byte> symbol, FeedSession session)
    {
        if (!list.TryEnterArray())
        {
            return;
        }

        while (list.TryEnterNextObject())
        {
            var row = new KrakenRow { Symbol = symbol };
            while (list.TryReadProperty())
            {
                row.Read(ref list);
            }

            row.AddTo(session);
        }
    }

    /// <summary>Reads a property of the trade, or passes over one that is none.</summary>
    public void Read(scoped ref Utf8JsonReader json)
    {
        if (json.NameIs("symbol"u8) || json.NameIs("product_id"u8) || json.NameIs("pair"u8))
        {
            Symbol = json.ReadText();
        }
        else if (json.NameIs("side"u8))
        {
            _side = json.ReadText();
        }
        else if (json.NameIs("price"u8))
        {
            _price = json.ReadDecimal();
        }
        else if (json.NameIs("qty"u8))
        {
            _size = json.ReadDecimal();
        }
        else if (json.NameIs("type"u8))
        {
            Type = json.ReadText();
        }
        else if (json.NameIs("result"u8))
        {
            ReadResult(ref json);
        }
        else
        {
            ReadIdentity(ref json);
        }
    }

    /// <summary>Puts the trade among the prints of the frame, unless it is no market flow.</summary>
    public readonly void AddTo(FeedSession session)
    {
        var isLiquidation = _isFuture && Type.SequenceEqual("liquidation"u8);
        if (_isFuture && !isLiquidation && !Type.SequenceEqual("fill"u8))
        {
            // Assignments, terminations and blocks meet no order of the book.
            session.Reject(RejectReason.OrderClass);
            return;
        }

        // A print without an id counts for no fill and is refused.
        session.Prints.Add(
            session.Find(Symbol),
            new(
                _id,
                _unixMs,
                _price,
                _size,
                _id > 0 ? 1 : 0,
                NamedSide.Of(_side),
                isLiquidation ? TradeKind.LiquidationTrade : TradeKind.Market),
            _uid);
    }

    private void ReadIdentity(scoped ref Utf8JsonReader json)
    {
        if (json.NameIs("trade_id"u8))
        {
            _id = json.ReadInt64();
        }
        else if (json.NameIs("timestamp"u8))
        {
            _unixMs = IsoTime.ToUnixMs(json.ReadText());
        }
        else if (json.NameIs("uid"u8))
        {
            _isFuture = true;
            _id = json.ReadTradeId(out _uid);
        }
        else if (json.NameIs("time"u8))
        {
            _unixMs = json.ReadInt64();
        }
        else
        {
            json.Skip();
        }
    }

    private void ReadResult(scoped ref Utf8JsonReader json)
    {
        if (!json.TryEnterObject())
        {
            return;
        }

        while (json.TryReadProperty())
        {
            if (json.NameIs("symbol"u8))
            {
                Symbol = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }
    }
}
