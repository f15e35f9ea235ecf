using System.Buffers;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Client.Offline.Decoding;

/// <summary>Writes one JSON line per print.</summary>
internal sealed class DecodeCommandPrinter(TextWriter output) : IPrintObserver
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>File that the present frame stands in, as the user named it.</summary>
    public string File { get; set; } = string.Empty;

    /// <summary>Line of the present frame, from 1.</summary>
    public int Line { get; set; }

    /// <summary>Lines written.</summary>
    public long Trades { get; private set; }

    /// <summary>Reports of forced orders, which are no trades.</summary>
    public long Liquidations { get; private set; }

    /// <inheritdoc/>
    public void OnPrint(MarketSlot? slot, in Print print, string id)
    {
        if (print.Kind == TradeKind.LiquidationReport)
        {
            Liquidations++;
        }
        else if (IsTrade(print))
        {
            Trades++;
            Write(slot, print, id);
        }
    }

    // What the feed would refuse is shown in one case only: the side that a venue left out.
    private static bool IsTrade(in Print print) =>
        print.Price is > 0 and < PrintRules.Implausible && print.RawSize is > 0 and < PrintRules.Implausible && print is { UnixMs: > 0, Count: > 0 };

    private void Write(MarketSlot? slot, in Print print, string id)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer);
        json.WriteStartObject();
        json.WriteString("file", File);
        json.WriteNumber("line", Line);
        json.WriteString("market", slot?.Market.ToString());
        json.WriteString("id", id);
        json.WriteString("side", print.Side switch { AggressorSide.Buy => "buy", AggressorSide.Sell => "sell", _ => "unknown" });
        json.WriteNumber("price", print.Price);
        WriteNumber(json, "size", print.BaseSize(slot?.Instrument));
        json.WriteNumber("rawAmount", print.RawSize);
        WriteNumber(json, "notional", print.Notional(slot?.Instrument));
        json.WriteNumber("timeMs", print.UnixMs);
        json.WriteBoolean("liquidation", print.Kind == TradeKind.LiquidationTrade);
        json.WriteString("refused", RefusalOf(slot, print));
        json.WriteEndObject();
        json.Flush();
        output.WriteLine(Encoding.UTF8.GetString(_buffer.WrittenSpan));
    }

    // A live feed knows the instruments that this command may not have been given: their lack is no fault of the print.
    private static string? RefusalOf(MarketSlot? slot, in Print print) => FeedSession.RefusalOf(slot, print) switch
    {
        null => null,
        RejectReason.Multiplier when slot is { Instrument: null } => null,
        var reason => reason.ToString()!.ToLowerInvariant(),
    };

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
