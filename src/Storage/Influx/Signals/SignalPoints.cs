using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>
/// The points of <c>strategy_signals</c>. A signal is one point at the close of its bar; what its position brought is a second one at the exit. A
/// verdict without a position is written over the first: it has no time of its own. Times are whole milliseconds, to which an exit adds less than one
/// that is its signal's own, and so does a signal from outside, of which several may come at once: points of equal tags and equal times would become one. Equal records give equal lines, so that writing one again changes
/// nothing.
/// </summary>
internal static class SignalPoints
{
    /// <summary>The policy that keeps them.</summary>
    public const string Policy = InfluxFrames.RecordPolicy;

    /// <summary>Their measurement.</summary>
    public const string Measurement = "strategy_signals";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const long NanosecondsPerMs = 1_000_000;
    private const int TrackingDigits = 8;

    /// <summary>Adds the points of a signal and what became of it.</summary>
    /// <exception cref="ArgumentException">A name in it cannot be written; nothing of it was.</exception>
    public static void Add(LineWriter lines, SignalRecord record)
    {
        AddSignal(lines, record.Signal, SignalResult.KindOf(record.Outcome, null));
        if (record.Result is { } result)
        {
            AddResult(lines, record.Signal, result);
        }
    }

    /// <summary>Eight hexadecimal digits that stand for a signal, always the same for the same.</summary>
    public static string TrackingId(string signalId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signalId)))[..TrackingDigits];

    // 1 to 999,999: never zero, which is where signals are.
    private static long OwnNanoseconds(string signalId) =>
        1 + (BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(signalId))) % (NanosecondsPerMs - 1));

    private static void AddSignal(LineWriter lines, Signal signal, ResultKind kind)
    {
        Begin(lines, signal);
        lines.Field("signal_id", Plain(signal.Id));
        lines.Field("score", signal.Score);
        lines.Field("position_size_factor", signal.PositionSizeFactor);
        lines.Field("leverage", (long)signal.Leverage);
        lines.Field("entry_price", signal.EntryPrice);
        lines.Field("confidence", signal.Confidence);
        lines.Field("reasoning", Plain(signal.Reasoning));
        lines.Field("ttl_seconds", (long)signal.TtlSeconds);
        lines.Field("outcome", NameOf(kind));
        lines.Field("created_at", TimeText(signal.BarCloseUnixMs));
        lines.Field("tracking_id", TrackingId(signal.Id));
        if (signal.ParametersHash is { } hash)
        {
            lines.Field("parameters_hash", Plain(hash));
        }

        lines.End((signal.BarCloseUnixMs * NanosecondsPerMs) + (signal.Source is null ? 0 : OwnNanoseconds($"{signal.Id} given")));
    }

    private static void AddResult(LineWriter lines, Signal signal, SignalResult result)
    {
        Begin(lines, signal);
        lines.Field("signal_id", Plain(signal.Id));
        lines.Field("tracking_id", TrackingId(signal.Id));
        lines.Field("original_entry_time", TimeText(signal.BarCloseUnixMs));
        lines.Field("score", signal.Score);
        lines.Field("confidence", signal.Confidence);
        lines.Field("entry_price", signal.EntryPrice);
        lines.Field("outcome", NameOf(result.Kind));
        lines.Field("exit_time", TimeText(result.ExitUnixMs));
        lines.Field("holding_time_minutes", result.HoldingMinutes);
        lines.Field("updated_at", TimeText(result.ExitUnixMs));
        lines.Field("exit_price", result.ExitPrice ?? double.NaN);
        lines.Field("pnl", result.ProfitUsd);
        lines.Field("pnl_percentage", result.ProfitPercent ?? double.NaN);
        lines.End((result.ExitUnixMs * NanosecondsPerMs) + OwnNanoseconds(signal.Id));
    }

    private static void Begin(LineWriter lines, Signal signal)
    {
        lines.Begin(Measurement);
        lines.Tag("action", SignalMessage.NameOf(signal.Action));
        lines.Tag("confidence_tier", SignalTiers.OfConfidence(signal.Confidence));
        lines.Tag("score_tier", SignalTiers.OfScore(signal.Score));
        lines.Tag("service", SignalMessage.ServiceOf(signal));
        lines.Tag("strategy", SignalMessage.StrategyOf(signal));
        lines.Tag("symbol", signal.Pair);
    }

    private static string NameOf(ResultKind kind) => kind switch
    {
        ResultKind.Profitable => "profitable",
        ResultKind.Unprofitable => "unprofitable",
        ResultKind.Expired => "expired",
        ResultKind.Cancelled => "cancelled",
        _ => "pending",
    };

    private static string TimeText(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    // A point is a line of the spool.
    private static string Plain(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
