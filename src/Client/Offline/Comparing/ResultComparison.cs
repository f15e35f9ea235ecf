using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Lab;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Client.Offline.Comparing;

/// <summary>Two results side by side.</summary>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
internal sealed record ResultComparison(ResultFile A, ResultFile B)
{
    private const int Version = 1;

    /// <summary>What they are judged by.</summary>
    public IReadOnlyList<ComparedFigure> Figures { get; } = ComparedFigure.Of(A, B);

    /// <summary>What they were not made alike with.</summary>
    public IReadOnlyList<ResultDifference> Differences { get; } = ResultDifference.Between(A, B);

    /// <summary>What to know before a difference of figures is believed.</summary>
    public IReadOnlyList<string> Notes => [.. TooFew("A", figure => figure.A), .. TooFew("B", figure => figure.B), .. OtherData()];

    /// <summary>Reads and compares.</summary>
    /// <exception cref="ConsoleFailure">One of the files will not do, or they are of different kinds.</exception>
    public static ResultComparison Read(string first, string second)
    {
        var (a, b) = (ResultFile.Read("A", first), ResultFile.Read("B", second));
        return a.Format == b.Format
            ? new(a, b)
            : throw ConsoleFailure.BadValue("B", second, $"is of a {b.Kind}, '{first}' of a {a.Kind}: give two of one kind");
    }

    /// <summary>All of it as a document. What is not known is null.</summary>
    public JsonObject ToJson() => new()
    {
        ["format"] = ReportPage.ComparisonId,
        ["version"] = Version,
        ["title"] = $"{A.Name} and {B.Name}",
        ["program"] = Versions.OfConsole,
        ["kind"] = A.Kind,
        ["a"] = Of(A),
        ["b"] = Of(B),
        ["figures"] = new JsonArray([.. Figures.Select(figure => (JsonNode)new JsonObject
        {
            ["name"] = figure.Name,
            ["words"] = figure.Words,
            ["a"] = Of(figure.A),
            ["b"] = Of(figure.B),
            ["difference"] = figure.Difference is { } difference ? LabJson.Number(difference) : null,
        })]),
        ["differences"] = new JsonArray([.. Differences.Select(difference => (JsonNode)new JsonObject
        {
            ["of"] = difference.Of,
            ["name"] = difference.Name,
            ["a"] = difference.A,
            ["b"] = difference.B,
        })]),
        ["notes"] = new JsonArray([.. Notes.Select(note => (JsonNode)note)]),
    };

    private static JsonObject Of(ResultFile file) => new()
    {
        ["file"] = file.Name,
        ["program"] = file.Result.Text("program"),
        ["market"] = file.Result.Text("market"),
        ["verdict"] = file.Result.Text("verdict/sentence"),
    };

    private static JsonObject Of(FigureValue value) => new() { ["estimate"] = value.Estimate, ["low"] = value.Low, ["high"] = value.High };

    private IEnumerable<string> TooFew(string name, Func<ComparedFigure, FigureValue> side)
    {
        var trades = Figures.Where(figure => figure.Name is "closed" or "trades").Select(figure => side(figure).Estimate).FirstOrDefault();
        return trades < EdgeVerdict.FewestTrades ? [$"{name} has {trades:0} closed trades, fewer than {EdgeVerdict.FewestTrades}: too few to judge"] : [];
    }

    private IEnumerable<string> OtherData() => Differences.Any(difference => difference.Of == ResultDifference.Data)
        ? ["they rest on other data: figures may differ for that alone"]
        : [];
}
