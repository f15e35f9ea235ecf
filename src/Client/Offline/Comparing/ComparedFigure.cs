using System.Text.Json;
using SqueezeFlow.Client.Offline.Reports;

namespace SqueezeFlow.Client.Offline.Comparing;

/// <summary>One figure of two results.</summary>
/// <param name="Name">Its name in documents.</param>
/// <param name="Words">Its name for people, with its unit.</param>
/// <param name="A">Of the first.</param>
/// <param name="B">Of the second.</param>
internal sealed record ComparedFigure(string Name, string Words, FigureValue A, FigureValue B)
{
    private static readonly (string Words, string Path)[] Account =
    [
        ("net profit, USD", "metrics/net_profit"),
        ("equity, USD", "equity"),
        ("closed trades", "closed"),
        ("won, %", "metrics/win_rate_percent"),
        ("profit factor", "metrics/profit_factor"),
        ("Sharpe ratio", "metrics/sharpe"),
        ("Sortino ratio", "metrics/sortino"),
        ("largest drawdown, %", "metrics/max_drawdown_marked_percent"),
        ("exposure, %", "metrics/exposure_percent"),
        ("fees, USD", "costs/fees"),
        ("slippage, USD", "costs/slippage"),
        ("funding, USD", "costs/funding"),
        ("liquidations", "costs/liquidations"),
        ("refused orders", "refused_orders"),
        ("days", "metrics/days"),
        ("bars", "bars"),
    ];

    private static readonly (string Words, string Path)[] Evidence =
    [
        ("closed trades", "trades"),
        ("net profit, USD", "net_profit"),
        ("profit of a trade, USD", "expectancy"),
        ("won, %", "win_rate_percent"),
        ("profit factor", "profit_factor"),
        ("return, %", "return_percent"),
        ("mean return of a day, %", "mean_return_percent"),
        ("Sharpe ratio", "sharpe"),
        ("largest drawdown, %", "max_drawdown_percent"),
        ("random entries as good, share", "permutation"),
        ("sure of the Sharpe ratio, share", "deflated_sharpe"),
        ("probability of overfitting", "overfitting"),
        ("trials", "trials"),
        ("days", "days"),
    ];

    private static readonly (string Words, string Path)[] Folds =
        [("folds", "folds"), ("trades of unchanged parameters", "base_out_of_sample/trades"), ("net profit of unchanged parameters, USD", "base_out_of_sample/net_profit")];

    private static readonly (string Words, string Path)[] Tried =
        [("candidates tried", "tried"), ("candidates ranked", "ranked"), ("trades of unchanged parameters", "base/trades"), ("net profit of unchanged parameters, USD", "base/net_profit")];

    /// <summary>The second less the first; null where one of them is not known.</summary>
    public double? Difference => B.Estimate - A.Estimate;

    /// <summary>The figures that results of one kind are judged by.</summary>
    public static IReadOnlyList<ComparedFigure> Of(ResultFile a, ResultFile b) =>
        [.. PathsOf(a.Format).Select(figure => new ComparedFigure(NameOf(figure.Path), figure.Words, FigureValue.Of(a.Result, figure.Path), FigureValue.Of(b.Result, figure.Path)))];

    private static (string Words, string Path)[] PathsOf(string format) => format switch
    {
        ResultFormat.Backtest => Account,
        ResultFormat.WalkForward => [.. Below("out_of_sample/evidence"), .. Folds],
        _ => [.. Below("evidence"), .. Tried],
    };

    private static IEnumerable<(string Words, string Path)> Below(string evidence) => Evidence.Select(figure => (figure.Words, $"{evidence}/{figure.Path}"));

    // Of the unchanged parameters with where it stands: there is another of that name.
    private static string NameOf(string path) => path.StartsWith("base", StringComparison.Ordinal) ? path.Replace('/', '_') : path[(path.LastIndexOf('/') + 1)..];
}

/// <summary>A figure of a result.</summary>
/// <param name="Estimate">What it is; null where it is not known.</param>
/// <param name="Low">Where its interval begins; null without one.</param>
/// <param name="High">Where its interval ends; null without one.</param>
internal readonly record struct FigureValue(double? Estimate, double? Low, double? High)
{
    /// <summary>The figure at a place of a document.</summary>
    public static FigureValue Of(JsonElement result, string path) => result.Field(path) is { ValueKind: JsonValueKind.Object }
        ? new(result.Number($"{path}/estimate"), result.Number($"{path}/low"), result.Number($"{path}/high"))
        : new(result.Number(path), null, null);
}
