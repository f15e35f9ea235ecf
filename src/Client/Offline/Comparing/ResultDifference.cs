using System.Globalization;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Offline.Comparing;

/// <summary>Something that two results were not made alike with.</summary>
/// <param name="Of">What it belongs to: <c>version</c>, <c>data</c>, <c>settings</c>, <c>costs</c>, <c>search</c> or <c>parameters</c>.</param>
/// <param name="Name">What it is.</param>
/// <param name="A">Of the first.</param>
/// <param name="B">Of the second.</param>
internal sealed record ResultDifference(string Of, string Name, string A, string B)
{
    /// <summary>What belongs to data.</summary>
    public const string Data = "data";

    private const string Settings = "settings";
    private const string Costs = "costs";
    private const string None = "none";
    private static readonly string[] Order = ["version", Data, Settings, Costs, "search", "parameters"];

    // Names of assumptions (back-tests) and settings (searches) that say what trading costs.
    private static readonly string[] OfCosts =
    [
        "fee", "slippage", "funding", "leverage", "fill", "stop", "target", "inside_a_bar", "spread", "range_slippage", "impact", "impact_bars", "maintenance_margin", "latency_bars",
    ];

    /// <summary>All differences between results of one kind.</summary>
    public static IReadOnlyList<ResultDifference> Between(ResultFile a, ResultFile b)
    {
        var (left, right) = (FieldsOf(a), FieldsOf(b));
        return
        [
            .. left.Keys.Union(right.Keys)
                .Select(key => new ResultDifference(key.Of, key.Name, left.GetValueOrDefault(key) ?? None, right.GetValueOrDefault(key) ?? None))
                .Where(difference => difference.A != difference.B)
                .OrderBy(difference => Array.IndexOf(Order, difference.Of)),
        ];
    }

    // Everything that a result says it was made with, by what it belongs to.
    private static Dictionary<(string Of, string Name), string> FieldsOf(ResultFile file)
    {
        var result = file.Result;
        var fields = new Dictionary<(string Of, string Name), string>();
        Add("version", "program", result.Text("program"));
        Add(Data, "market", result.Text("market"));
        Add(Data, "bars", Text(result.Number("bars")));
        Add(Data, "first bar", Time(result.Number("first")));
        Add(Data, "last bar", Time(result.Number("last")));
        Add(Data, "missing bars", Text(result.Number("missing_bars")));
        foreach (var input in result.Items("inputs"))
        {
            Add(Data, $"{input.Text("role")} {input.Text("market")}".TrimEnd(), input.Text("sha256") ?? input.Text("file"));
        }

        Add(Settings, "timeframe", result.Text("timeframe"));
        Add(Settings, "balance, USD", Text(result.Number("initial_balance")));
        Add("parameters", "profile", result.Text("profile"));
        AddAll("assumptions", Settings);
        AddAll("search", "search");
        AddAll("plan", "search");
        AddAll("parameters", "parameters");
        return fields;

        void Add(string of, string name, string? value) => fields[(of, name)] = value ?? None;

        void AddAll(string path, string usual)
        {
            foreach (var (name, value) in result.Fields(path))
            {
                if (path == "parameters")
                {
                    Add(usual, name, value);
                }
                else if (!IsToldBefore(name))
                {
                    Add(OfCosts.Contains(name) ? Costs : name is "from" or "to" ? Data : usual, name.Replace('_', ' '), value);
                }
            }
        }
    }

    // A search names them among its settings once more.
    private static bool IsToldBefore(string name) => name is "timeframe" or "balance" or "parameters" || name.StartsWith("input ", StringComparison.Ordinal);

    private static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    private static string? Time(double? seconds) =>
        seconds is >= 0 and < 253_402_300_800 ? $"{Figures.Time((long)seconds * 1_000)} UTC" : Text(seconds);
}
