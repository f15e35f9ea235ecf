using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SqueezeFlow.Client.Http;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>What the page of a back-test holds as data. Columns of one table are equally long; times are seconds since 1970 UTC; what is not known is null.</summary>
/// <param name="Title">What was tested.</param>
/// <param name="Program">Version of the console that wrote it.</param>
/// <param name="Result">The document that <c>backtest --json</c> prints.</param>
/// <param name="Facts">Names and sentences, as the terminal shows them.</param>
/// <param name="Parameters">Names and values of what it was run with.</param>
/// <param name="Inputs">The files that it read.</param>
/// <param name="Chart">Bars to draw.</param>
/// <param name="Curve">The account, marked at every close.</param>
/// <param name="OpenInterest">Open interest; null when none was given.</param>
/// <param name="Ledgers">What of each market is there.</param>
/// <param name="Explanations">Why evaluations ended as they did.</param>
internal sealed record ReportDocument(
    string Title,
    string Program,
    JsonObject Result,
    IReadOnlyList<string[]> Facts,
    IReadOnlyList<string[]> Parameters,
    IReadOnlyList<ReportInput> Inputs,
    ChartColumns Chart,
    CurveColumns Curve,
    OpenInterestColumns? OpenInterest,
    IReadOnlyList<ReportLedger> Ledgers,
    ReportExplanations Explanations)
{
    /// <summary>Points of a series at most.</summary>
    public const int MostPoints = 20_000;

    private static readonly JsonSerializerOptions Json = new(ClientJson.Options) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Whose chart, open interest, ledgers and explanations they are, where several symbols share the account; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Symbol { get; init; }

    /// <summary>The same of the other symbols; null where there is one only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReportSymbol>? Others { get; init; }

    /// <summary>By what a reader knows the data.</summary>
    public string Format { get; } = "squeezeflow-backtest";

    /// <summary>Which shape it has; a reader refuses those that it does not know.</summary>
    public int Version { get; } = 1;

    /// <summary>One line of JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>A file that a back-test read.</summary>
/// <param name="Role"><c>spot</c>, <c>perp</c> or <c>open interest</c>.</param>
/// <param name="File">Its name without its folder.</param>
/// <param name="Market">What its rows say to be of; empty when they do not say.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="First">Time of the first row.</param>
/// <param name="Last">Time of the last row.</param>
/// <param name="Bytes">Length of the file as it lies there; null where it cannot be read a second time.</param>
/// <param name="Sha256">Hash of these bytes, hexadecimal.</param>
internal sealed record ReportInput(string Role, string File, string Market, int Rows, long First, long Last, long? Bytes, string? Sha256);

/// <summary>The account over time, as columns.</summary>
/// <param name="T">Openings of the bars.</param>
/// <param name="Equity">Account at their closes, USD.</param>
/// <param name="Coin">The initial balance held in the coin, USD.</param>
internal sealed record CurveColumns(IReadOnlyList<long> T, IReadOnlyList<double> Equity, IReadOnlyList<double> Coin);

/// <summary>Open interest over time, as columns.</summary>
/// <param name="T">When it was read.</param>
/// <param name="Usd">What was open, USD; null for a hole in the record.</param>
internal sealed record OpenInterestColumns(IReadOnlyList<long> T, IReadOnlyList<double?> Usd);
