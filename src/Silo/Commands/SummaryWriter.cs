using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Silo.Api;

namespace SqueezeFlow.Silo.Commands;

/// <summary>Prints the closing summary: a table for people, or one line of JSON.</summary>
internal static class SummaryWriter
{
    /// <summary>Prints it.</summary>
    public static void Write(RunSummary summary, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(summary, SiloJson.Options));
            return;
        }

        output.WriteLine();
        output.WriteLine(Text($"market time  {At(summary.FromUnixMs)} to {At(summary.ToUnixMs)}"));
        output.WriteLine(Text($"trades       {summary.Trades:N0} in {summary.Seconds:N1} s, {summary.TradesPerSecond:N0} per second"));
        output.WriteLine();
        output.WriteLine($"{"market",-26} {"generated",12} {"received",12} {"buy notional",20} {"sell notional",20} {"bars",9} {"gaps",5}");
        foreach (var market in summary.Markets)
        {
            output.WriteLine(Text($"{market.Market,-26} {market.Generated,12:N0} {market.Trades,12:N0} {market.BuyNotional,20:N2} {market.SellNotional,20:N2} {market.Bars,9:N0} {market.Gaps,5}"));
        }

        output.WriteLine();
        if (summary.Comparison is { } comparison)
        {
            output.WriteLine(Text($"bars         {comparison.Equal:N0} equal to the venues' own sums, {comparison.Unequal:N0} not"));
        }

        output.WriteLine(Text($"signals      {summary.Signals:N0}: {summary.LongEntries} long entries, {summary.ShortEntries} short entries, {summary.Exits} exits"));
        output.WriteLine(summary.Account is { } account
            ? Text($"account      {account.Name}: {account.TotalUsd:N2} USD, {account.FreeUsd:N2} free, {summary.OpenPositions} open positions")
            : "account      did not answer");
        output.WriteLine($"sha256       {summary.Sha256}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
