using System.Globalization;
using nietras.SeparatedValues;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>Executed orders as columns: comma, decimal point, times in UTC, a name in the first line.</summary>
internal static class OrdersCsv
{
    private static readonly string[] Names =
        ["time", "time_s", "trade_id", "symbol", "side", "quantity", "price", "notional_usd", "leverage", "score", "fee_usd", "profit_usd", "cash_after_usd", "exit", "reason"];

    /// <summary>The text of a file; the column <c>symbol</c> is there where several share the account.</summary>
    public static string Of(BacktestOutcome outcome)
    {
        // The reference system fills at the close that decides, Corrected at the open of the bar.
        var isCorrected = outcome.Options.Strategy.Profile == StrategyProfile.Corrected;
        using var writer = Sep.New(',').Writer(writing => writing with { CultureInfo = CultureInfo.InvariantCulture, Escape = true }).ToText();
        writer.Header.Add(Names.Where(name => outcome.IsShared || name != "symbol").ToArray());
        foreach (var order in outcome.Result.Orders)
        {
            using var row = writer.NewRow();
            var filled = isCorrected ? order.BarOpenUnixMs : order.DecidedUnixMs;
            row["time"].Set(DateTimeOffset.FromUnixTimeMilliseconds(filled).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            row["time_s"].Format(filled / 1_000);
            row["trade_id"].Format(order.TradeId);
            if (outcome.SymbolOf(order.TradeId) is { } symbol)
            {
                row["symbol"].Set(symbol);
            }

            row["side"].Set(BacktestWords.Side(order.Side));
            row["quantity"].Format(order.Quantity);
            row["price"].Format(order.Price);
            row["notional_usd"].Format(order.NotionalUsd);
            row["leverage"].Set(order.IsExit ? string.Empty : order.Leverage.ToString(CultureInfo.InvariantCulture));
            row["score"].Set(order.IsExit ? string.Empty : order.Score.ToString(CultureInfo.InvariantCulture));
            row["fee_usd"].Format(order.FeeUsd);
            row["profit_usd"].Set(order.ProfitUsd?.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
            row["cash_after_usd"].Format(order.CashAfterUsd);
            row["exit"].Set(BacktestWords.Of(order.ExitReasons));
            row["reason"].Set(order.Reason);
        }

        return writer.ToString();
    }
}
