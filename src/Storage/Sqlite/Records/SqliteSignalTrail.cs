using System.Text.Json;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>The steps of signals in the database file, one row a step. They go with their signals, and by their own age.</summary>
internal sealed class SqliteSignalTrail(SqliteDatabase database, SqliteSignalPublisher signals) : ISignalTrail
{
    private const string Insert =
        """
        INSERT INTO signal_step (signal_id, at_unix_us, market_unix_ms, kind, words, rule, trade_id, other_id, figures)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (signal_id, at_unix_us, kind) DO NOTHING
        """;

    private const string Select =
        "SELECT at_unix_us, market_unix_ms, kind, words, rule, trade_id, other_id, figures FROM signal_step WHERE signal_id = ? ORDER BY number";

    /// <inheritdoc/>
    public Task AppendAsync(IReadOnlyCollection<SignalStep> steps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return steps.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync("writing steps of signals", session => Write(session, steps), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SignalStep>> ReadAsync(string signalId, CancellationToken cancellationToken) =>
        await database.ReadAsync("reading the steps of a signal", session => Read(session, signalId), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignalRecord>> FindAsync(IReadOnlyCollection<string> signalIds, CancellationToken cancellationToken) =>
        signals.FindAsync(signalIds, cancellationToken);

    private static int Write(SqliteSession session, IReadOnlyCollection<SignalStep> steps)
    {
        using var insert = session.Prepare(Insert);
        foreach (var step in steps)
        {
            insert.Bind(1, step.SignalId);
            insert.Bind(2, MicrosecondsOf(step.At));
            insert.Bind(3, step.MarketUnixMs);
            insert.Bind(4, ColumnText.Of(step.Kind));
            insert.Bind(5, step.Words);
            insert.Bind(6, step.Rule);
            insert.Bind(7, step.TradeId);
            insert.Bind(8, step.OtherId);
            insert.Bind(9, step.Figures.Count == 0 ? null : JsonSerializer.Serialize(step.Figures, JsonText.Options));
            insert.Run();
        }

        return steps.Count;
    }

    private static List<SignalStep> Read(SqliteSession session, string signalId)
    {
        using var rows = session.Prepare(Select);
        rows.Bind(1, signalId);
        var steps = new List<SignalStep>();
        while (rows.Step())
        {
            steps.Add(new(signalId, TimeOf(rows.Int64(0)), rows.Int64(1), ColumnText.Parse<StepKind>(rows.Text(2)), rows.Text(3))
            {
                Rule = rows.TextOrNull(4),
                TradeId = rows.TextOrNull(5),
                OtherId = rows.TextOrNull(6),
                Figures = rows.TextOrNull(7) is { } text ? FiguresOf(text) : StepFigures.None,
            });
        }

        return steps;
    }

    private static Dictionary<string, double> FiguresOf(string text) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(text, JsonText.Options) ?? throw new InvalidDataException("A step's row holds no figures.");

    private static long MicrosecondsOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private static DateTimeOffset TimeOf(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
