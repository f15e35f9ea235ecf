using System.Globalization;
using System.Text.Json;

namespace SqueezeFlow.Core.Signals.External;

/// <summary>Reads signals from outside: the fields, their values, and what goes with what. Everything that is wrong is told at once.</summary>
public static class ExternalSignalReader
{
    /// <summary>Field that carries a secret, where the sender can send no headers; read elsewhere, and by nobody else.</summary>
    public const string SecretField = "secret";

    private const int LongestId = 64;
    private const int LongestSource = 32;
    private const int LongestCoin = 40;
    private const int LongestPosition = 100;
    private const int LongestReason = 500;
    private const long LatestUnixMs = 253_402_300_799_999;

    private static readonly string[] Known = ["id", "source", "symbol", "action", "position", "price", "size", "leverage", "stop", "score", "reason", "time"];
    private static readonly string[] KnownWithSecret = [.. Known, SecretField];
    private static readonly string[] OfEntries = ["price", "size", "leverage", "stop", "score"];

    /// <summary>Reads a message; either the signal or what is wrong with it is there.</summary>
    /// <param name="body">The message.</param>
    /// <param name="mayHoldSecret">Whether <see cref="SecretField"/> may be among the fields.</param>
    public static (ExternalSignal? Signal, IReadOnlyList<FieldFault> Faults) Read(JsonElement body, bool mayHoldSecret = false)
    {
        var fields = new ExternalFields(body, mayHoldSecret ? KnownWithSecret : Known);
        if (body.ValueKind != JsonValueKind.Object)
        {
            return (null, fields.Faults);
        }

        var signal = new ExternalSignal
        {
            Id = fields.Text("id", IsId, $"send 1 to {LongestId} letters, digits or . _ : -") ?? "",
            Source = fields.Text("source", IsSource, $"send 1 to {LongestSource} letters, digits or . _ -") ?? ExternalSignal.UsualSource,
            Action = ActionOf(fields),
            Symbol = fields.Text("symbol", IsCoin, "send a base coin, e.g. BTC")?.Trim().ToUpperInvariant(),
            Position = fields.Text("position", IsPosition, "send the id of a position, or of the signal that opened it"),
            Price = fields.Number("price", 1e-6, 1e6, "send a number from 0.000001 to 1000000"),
            Size = fields.Number("size", 0.1, 2, "send a number from 0.1 to 2"),
            Leverage = fields.Whole("leverage", 1, 10, "send a whole number from 1 to 10"),
            Stop = fields.Number("stop", 1e-6, 1e6, "send a price, a number from 0.000001 to 1000000"),
            Score = fields.Number("score", 0, 10, "send a number from 0 to 10"),
            Reason = fields.Text("reason", IsReason, $"send at most {LongestReason} characters on one line"),
            AtUnixMs = fields.Time("time", TimeOf, "send ISO-8601 (2025-01-01T00:00:00Z) or milliseconds since 1970 UTC"),
        };
        CheckTogether(fields, signal);
        return fields.Faults.Count == 0 ? (signal, []) : (null, fields.Faults);
    }

    private static SignalAction ActionOf(ExternalFields fields)
    {
        const string Fix = "send long, short or close";
        fields.Need("id", "send an id of your own: the same id again is the same signal");
        fields.Need("action", Fix);
        var text = fields.Text("action", static text => ActionNamed(text) is not null, Fix);
        return ActionNamed(text) ?? SignalAction.Close;
    }

    private static SignalAction? ActionNamed(string? text) => text?.ToUpperInvariant() switch
    {
        "LONG" => SignalAction.Long,
        "SHORT" => SignalAction.Short,
        "CLOSE" => SignalAction.Close,
        _ => null,
    };

    private static void CheckTogether(ExternalFields fields, ExternalSignal signal)
    {
        if (fields.Faults.Any(fault => fault.Field == "action"))
        {
            return;
        }

        if (signal.Action != SignalAction.Close)
        {
            fields.Need("symbol", "send a base coin, e.g. BTC");
            fields.Forbid("position", "leave it out: only a close names a position");
            if (signal.Price is { } price && ExternalSignals.StopFault(signal, price) is { } fault)
            {
                fields.Refuse(fault.Field, fault.Value, fault.Fix);
            }

            return;
        }

        foreach (var name in OfEntries)
        {
            fields.Forbid(name, "leave it out: a close takes the whole position at the market");
        }

        if (!fields.Has("position"))
        {
            fields.Need("symbol", "send a base coin, e.g. BTC, or the position to close");
        }
    }

    private static bool IsId(string text) => text.Length is > 0 and <= LongestId && text.All(letter => IsPlain(letter) || letter == ':');

    private static bool IsSource(string text) => text.Length is > 0 and <= LongestSource && text.All(IsPlain);

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-';

    private static bool IsCoin(string text) =>
        text.Trim().Length is > 0 and <= LongestCoin && !text.Trim().Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ':' or ',');

    private static bool IsPosition(string text) => text.Length is > 0 and <= LongestPosition && !text.Any(char.IsControl);

    private static bool IsReason(string text) => text.Length <= LongestReason && !text.Any(char.IsControl);

    private static long? TimeOf(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unixMs))
        {
            return unixMs <= LatestUnixMs ? unixMs : null;
        }

        return Messages.SignalMessage.TryParseTime(text, out var time) ? time.ToUnixTimeMilliseconds() : null;
    }
}
