using System.Text.Json.Nodes;

namespace SqueezeFlow.Client.Offline.Accounts;

/// <summary>An account over time as JSON. What is not known is null.</summary>
internal static class AccountJson
{
    /// <summary>The table of months.</summary>
    public static JsonArray MonthsOf(AccountCourse course) => new([.. MonthTable.Of(course).Select(row => (JsonNode)new JsonObject
    {
        ["month"] = row.Month,
        ["return_percent"] = row.ReturnPercent,
        ["max_drawdown_percent"] = row.MaxDrawdownPercent,
        ["net_profit"] = row.NetProfitUsd,
        ["trades"] = row.Trades,
        ["wins"] = row.Wins,
    })]);

    /// <summary>How profits of trades and returns of days are distributed.</summary>
    /// <param name="course">The account.</param>
    /// <param name="dailyReturns">Returns of its days, as shares.</param>
    public static JsonObject DistributionOf(AccountCourse course, IEnumerable<double> dailyReturns) => new()
    {
        ["trades_usd"] = Of(Histogram.Of(course.Closed.Select(trade => trade.ProfitUsd))),
        ["days_percent"] = Of(Histogram.Of(dailyReturns.Select(share => share * 100))),
    };

    /// <summary>What it was worth, as columns of so many points at most.</summary>
    public static JsonObject CurveOf(AccountCourse course, int most)
    {
        var stride = Math.Max(1, (course.Points.Count + most - 1) / most);
        var shown = course.Points.Where((_, i) => i % stride == 0 || i == course.Points.Count - 1).ToList();
        return new()
        {
            ["t"] = new JsonArray([.. shown.Select(point => (JsonNode)(point.UnixMs / 1_000))]),
            ["equity"] = new JsonArray([.. shown.Select(point => (JsonNode)point.EquityUsd)]),
        };
    }

    private static JsonObject Of(Histogram values) => new()
    {
        ["count"] = values.Count,
        ["zeros"] = values.Zeros,
        ["smallest"] = values.Smallest,
        ["median"] = values.Median,
        ["mean"] = values.Mean,
        ["largest"] = values.Largest,
        ["bins"] = new JsonArray([.. values.Bins.Select(bin => (JsonNode)new JsonObject { ["from"] = bin.From, ["to"] = bin.To, ["count"] = bin.Count })]),
    };
}
