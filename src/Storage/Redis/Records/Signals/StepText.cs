using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Storage.Sqlite.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Signals;

/// <summary>A step of a signal as a field of its key: its time and kind name it, its value begins with its number.</summary>
internal static class StepText
{
    private const char Separator = '\n';

    /// <summary>Name of its field: who notes the same step again names the same.</summary>
    public static string FieldOf(SignalStep step) => string.Create(CultureInfo.InvariantCulture, $"{MicrosecondsOf(step.At)} {ColumnText.Of(step.Kind)}");

    /// <summary>Its name among all steps.</summary>
    public static string MemberOf(string signalId, string field) => $"{field}{Separator}{signalId}";

    /// <summary>Signal and field of such a name.</summary>
    public static (string SignalId, string Field) Of(RedisValue member)
    {
        var parts = ((string)member!).Split(Separator, 2);
        return (parts[1], parts[0]);
    }

    /// <summary>The value of its field.</summary>
    public static string Write(long number, SignalStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}{Separator}") + JsonSerializer.Serialize(
            new Row(MicrosecondsOf(step.At), step.MarketUnixMs, step.Kind, step.Words, step.Rule, step.TradeId, step.OtherId, step.Figures.Count == 0 ? null : new(step.Figures)),
            JsonText.Options);

    /// <summary>A step and its number of the value of a field.</summary>
    public static (long Number, SignalStep Step) Read(string signalId, RedisValue value)
    {
        var parts = ((string)value!).Split(Separator, 2);
        var row = JsonSerializer.Deserialize<Row>(parts[1], JsonText.Options) ?? throw new InvalidDataException("A step's field holds no step.");
        return (
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            new(signalId, TimeOf(row.AtUnixUs), row.MarketUnixMs, row.Kind, row.Words)
            {
                Rule = row.Rule,
                TradeId = row.TradeId,
                OtherId = row.OtherId,
                Figures = row.Figures ?? StepFigures.None,
            });
    }

    /// <summary>A time as it is kept.</summary>
    public static long MicrosecondsOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time that is kept so.</summary>
    public static DateTimeOffset TimeOf(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private sealed record Row(
        long AtUnixUs, long MarketUnixMs, StepKind Kind, string Words, string? Rule, string? TradeId, string? OtherId, Dictionary<string, double>? Figures);
}
