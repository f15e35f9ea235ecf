using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Sqlite.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Signals;

/// <summary>A signal as fields of its key, in the texts of the embedded store.</summary>
internal static class SignalHash
{
    /// <summary>The signal.</summary>
    public const string Body = "body";

    /// <summary>Its verdict.</summary>
    public const string Outcome = "outcome";

    /// <summary>What its position brought.</summary>
    public const string Result = "result";

    private const string Detail = "detail";
    private const string FillPrice = "fill_price";
    private const char Separator = '\n';

    /// <summary>What is read of a signal.</summary>
    public static RedisValue[] Fields { get; } = [Body, Outcome, Detail, FillPrice, Result];

    /// <summary>Signal and verdict.</summary>
    public static HashEntry[] Of(SignalRecord record) =>
    [
        new(Body, JsonSerializer.Serialize(record.Signal, JsonText.Options)),
        new(Outcome, ColumnText.Of(record.Outcome)),
        new(Detail, record.Detail is null ? RedisValue.EmptyString : TextOf(record.Detail)),
        new(FillPrice, record.FillPrice is { } price ? price.ToString("R", CultureInfo.InvariantCulture) : RedisValue.EmptyString),
    ];

    /// <summary>A result.</summary>
    public static RedisValue Of(SignalResult result) => JsonSerializer.Serialize(result, JsonText.Options);

    /// <summary>A signal with its result, of the values of <see cref="Fields"/>; null when there is none.</summary>
    public static SignalRecord? Read(RedisValue[] values) =>
        values[0].IsNull
            ? null
            : new(
                JsonSerializer.Deserialize<Signal>((string)values[0]!, JsonText.Options) ?? throw new InvalidDataException("A signal's key holds no signal."),
                ColumnText.Parse<SignalOutcome>((string)values[1]!),
                TextOrNull(values[2]),
                values[3].IsNullOrEmpty ? null : double.Parse((string)values[3]!, CultureInfo.InvariantCulture))
            {
                Result = ResultOf(values[4]),
            };

    /// <summary>The result of a signal; null when there is none.</summary>
    public static SignalResult? ResultOf(RedisValue value) =>
        value.IsNull ? null : JsonSerializer.Deserialize<SignalResult>((string)value!, JsonText.Options) ?? throw new InvalidDataException("A signal's result is null.");

    /// <summary>Its name among signals of one time: by pair, then action, as names are compared there byte by byte.</summary>
    public static RedisValue MemberOf(Signal signal) =>
        string.Create(CultureInfo.InvariantCulture, $"{signal.Pair}{Separator}{(int)signal.Action}{Separator}{signal.Id}");

    /// <summary>Whether it is an entry that may have opened a position.</summary>
    public static bool IsAwaited(SignalRecord record) =>
        record is { Signal.Action: not SignalAction.Close, Outcome: SignalOutcome.Filled or SignalOutcome.Unknown };

    /// <summary>The id in such a name.</summary>
    public static string IdOf(RedisValue member) => ((string)member!).Split(Separator, 3)[2];

    // Nothing and an empty text are not the same.
    private static RedisValue TextOf(string text) => $"={text}";

    private static string? TextOrNull(RedisValue value) => value.IsNullOrEmpty ? null : ((string)value!)[1..];
}
