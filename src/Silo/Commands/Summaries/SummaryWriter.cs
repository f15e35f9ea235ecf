using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Silo.Api.Json;

namespace SqueezeFlow.Silo.Commands.Summaries;

/// <summary>Prints the closing summary: a table for people, or one line of JSON.</summary>
internal static class SummaryWriter
{
    private const int MostReasons = 10;

    /// <summary>Prints it.</summary>
    public static void Write(RunSummary summary, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(summary, SiloJson.Options));
            return;
        }

        // In one piece, so that no line of the log comes between.
        output.Write(Table(summary));
    }

    private static string Table(RunSummary summary)
    {
        using var output = new StringWriter();
        output.WriteLine();
        output.WriteLine(Text($"market time  {At(summary.FromUnixMs)} to {At(summary.ToUnixMs)}"));
        output.WriteLine(Text($"trades       {summary.Trades:N0} in {summary.Seconds:N1} s, {summary.TradesPerSecond:N0} per second"));
        output.WriteLine();
        WriteMarkets(summary.Markets, output);

        output.WriteLine();
        foreach (var market in summary.Markets.Where(market => market.RemovedAfter is not null))
        {
            output.WriteLine(Text($"removed      {market.Market}: taken away during the run; all of it up to its last trade at {market.RemovedAfter:HH:mm:ss.fff} counts as generated"));
        }

        if (summary.MissedBefore > TimeSpan.Zero)
        {
            output.WriteLine(Text($"gaps         the time between the last run and this one: {summary.MissedBefore:d\\.hh\\:mm\\:ss} of market time that nobody read"));
        }

        if (summary.Comparison is { } comparison)
        {
            output.WriteLine(Text($"bars         {comparison.Equal:N0} equal to the venues' own sums, {comparison.Unequal:N0} not"));
        }

        WriteSignals(summary, output);
        output.WriteLine(summary.Account is { } account
            ? Text($"account      {account.Name}: {UsdText.Exact(account.TotalUsd)}, {UsdText.Exact(account.FreeUsd)} free, {summary.OpenPositions} open positions")
            : "account      did not answer");
        output.WriteLine($"sha256       {summary.Sha256}");
        return output.ToString();
    }

    // No wider than eighty columns, while names are short enough for that.
    private static void WriteMarkets(IReadOnlyList<MarketSummary> markets, StringWriter output)
    {
        var name = markets.Select(market => market.Market.Length).Append(24).Max();
        output.WriteLine($"{"market".PadRight(name)} {"generated",10} {"received",10} {"buys",8} {"sells",8} {"bars",8} {"gaps",4}");
        foreach (var market in markets)
        {
            output.WriteLine(
                market.Market.PadRight(name) +
                Text($" {market.Generated,10:N0} {market.Trades,10:N0} {UsdText.Short(market.BuyNotional),8} {UsdText.Short(market.SellNotional),8} {market.Bars,8:N0} {market.Gaps,4}"));
        }
    }

    // The parts add up to the whole, and every part that opened or closed nothing says why.
    private static void WriteSignals(RunSummary summary, StringWriter output)
    {
        (string Word, long Count)[] others =
        [
            ("rejected", summary.Outcomes.Rejected), ("expired", summary.Outcomes.Expired),
            ("without a known outcome", summary.Outcomes.Unknown), ("without a verdict at the end", summary.Outcomes.Pending),
        ];
        var rest = string.Concat(others.Where(other => other.Count > 0).Select(other => Text($" + {other.Count:N0} {other.Word}")));
        var filled = summary.Outcomes.Filled == 0 ? "" : Text($" (entries: {summary.LongEntries:N0} long, {summary.ShortEntries:N0} short; exits: {summary.Exits:N0})");
        output.WriteLine(summary.Signals == 0 ? "signals      0" : Text($"signals      {summary.Signals:N0} = {summary.Outcomes.Filled:N0} filled{filled}{rest}"));
        foreach (var line in summary.WhyNone.Concat(Reasons(summary.Unfilled)))
        {
            output.WriteLine("             " + line);
        }
    }

    private static IEnumerable<string> Reasons(IReadOnlyList<UnfilledSignal> unfilled)
    {
        var shown = unfilled.Take(MostReasons).Select(signal => $"{signal.Id} {signal.Outcome}: {signal.Reason}");
        return unfilled.Count > MostReasons ? shown.Append($"and {unfilled.Count - MostReasons} more (--json has all)") : shown;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
