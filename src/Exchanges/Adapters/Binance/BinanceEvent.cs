using System.Text.Json;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.Adapters.Binance;

/// <summary>The fields of a Binance message that matter here, in whatever order they come. Missing: 0, NaN, null or empty.</summary>
internal ref struct BinanceEvent
{
    public ReadOnlySpan<byte> Kind;
    public ReadOnlySpan<byte> Symbol;
    public ReadOnlySpan<byte> OrderClass;
    public ReadOnlySpan<byte> OrderSide;
    public ReadOnlySpan<byte> Message;
    public long TradeId;
    public long AggregateId;
    public long FirstId;
    public long LastId;
    public long UnixMs;
    public long RequestId;
    public long Code;
    public double Price;
    public double Size;
    public double AveragePrice;
    public double Filled;
    public bool? IsBuyerMaker;
    public bool HasResult;
    public bool HasError;

    /// <summary>Reads an event: the whole message, or its <c>data</c>.</summary>
    public static void Read(scoped ref Utf8JsonReader json, ref BinanceEvent into)
    {
        while (json.TryReadProperty())
        {
            if (json.ValueSpan.Length == 1)
            {
                ReadField(ref json, ref into);
            }
            else if (json.NameIs("data"u8))
            {
                ReadNested(ref json, ref into);
            }
            else
            {
                ReadAnswer(ref json, ref into);
            }
        }
    }

    private static void ReadNested(scoped ref Utf8JsonReader json, ref BinanceEvent into)
    {
        if (!json.TryEnterObject())
        {
            return;
        }

        while (json.TryReadProperty())
        {
            if (json.ValueSpan.Length == 1)
            {
                ReadField(ref json, ref into);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void ReadField(scoped ref Utf8JsonReader json, ref BinanceEvent into)
    {
        switch (json.ValueSpan[0])
        {
            case (byte)'e': into.Kind = json.ReadText(); break;
            case (byte)'s': into.Symbol = json.ReadText(); break;
            case (byte)'t': into.TradeId = json.ReadInt64(); break;
            case (byte)'a': into.AggregateId = json.ReadInt64(); break;
            case (byte)'f': into.FirstId = json.ReadInt64(); break;
            case (byte)'l': into.LastId = json.ReadInt64(); break;
            case (byte)'T': into.UnixMs = json.ReadInt64(); break;
            case (byte)'p': into.Price = json.ReadDecimal(); break;
            case (byte)'q': into.Size = json.ReadDecimal(); break;
            case (byte)'m': into.IsBuyerMaker = json.ReadBoolean(); break;
            case (byte)'X': into.OrderClass = json.ReadText(); break;
            case (byte)'o': ReadOrder(ref json, ref into); break;
            default: json.Skip(); break;
        }
    }

    private static void ReadOrder(scoped ref Utf8JsonReader json, ref BinanceEvent into)
    {
        if (!json.TryEnterObject())
        {
            return;
        }

        while (json.TryReadProperty())
        {
            if (json.NameIs("ap"u8))
            {
                into.AveragePrice = json.ReadDecimal();
                continue;
            }

            switch (json.ValueSpan.Length == 1 ? json.ValueSpan[0] : (byte)0)
            {
                case (byte)'s': into.Symbol = json.ReadText(); break;
                case (byte)'S': into.OrderSide = json.ReadText(); break;
                case (byte)'z': into.Filled = json.ReadDecimal(); break;
                case (byte)'T': into.UnixMs = json.ReadInt64(); break;
                default: json.Skip(); break;
            }
        }
    }

    private static void ReadAnswer(scoped ref Utf8JsonReader json, ref BinanceEvent into)
    {
        if (json.NameIs("id"u8))
        {
            into.RequestId = json.ReadInt64();
        }
        else if (json.NameIs("result"u8))
        {
            json.Skip();
            into.HasResult = true;
        }
        else if (json.NameIs("msg"u8))
        {
            into.HasError = true;
            into.Message = json.ReadText();
        }
        else if (json.NameIs("code"u8))
        {
            into.Code = json.ReadInt64();
        }
        else if (json.NameIs("error"u8) && json.TryEnterObject())
        {
            into.HasError = true;
            while (json.TryReadProperty())
            {
                ReadErrorField(ref json, ref into);
            }
        }
        else
        {
            // A property name is skipped with its value; where TryEnterObject already skipped the value this is a no-op.
            json.Skip();
        }
    }

    private static void ReadErrorField(scoped ref Utf8JsonReader json, ref BinanceEvent into)
    {
        if (json.NameIs("msg"u8))
        {
            into.Message = json.ReadText();
        }
        else if (json.NameIs("code"u8))
        {
            into.Code = json.ReadInt64();
        }
        else
        {
            json.Skip();
        }
    }
}
